"""Child: one program of the storm, as a process that may be killed, halted and started again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from msgspec.structs import astuple, replace
from storm.database import eventually
from storm.program import Words

_ROOT = Path(__file__).parent.parent
_END_SECONDS = 60.0
OUTPUT = "output.txt"


class Child:
    """A process; each of its lives has a number and a journal of its own."""

    def __init__(self, program: str, number: int, dsn: str, folder: Path) -> None:
        self.program, self.name = program, f"{program}-{number}"
        self._words = Words(dsn, folder, self.name, 0)
        self.start()

    def start(self) -> None:
        """Begin the next life."""
        self._words = words = replace(self._words, life=self._words.life + 1)
        paths = os.environ.get("PYTHONPATH"), str(_ROOT)
        with (words.folder / OUTPUT).open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", f"storm.{self.program}", *map(str, astuple(words))],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
                cwd=words.folder,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is said."""
        assert self._process.stdin is not None
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()

    def halt(self) -> None:
        """SIGSTOP: it keeps its connections and locks, and does nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """SIGCONT."""
        self._process.send_signal(signal.SIGCONT)

    def finish(self) -> None:
        """Let it end what it has begun, and end."""
        eventually(self._words.journal.exists, f"{self.name} can be told to end")
        self._process.terminate()
        assert self._process.wait(_END_SECONDS) == 0, f"{self.name} did not end well"
        self.kill()

    def ended_by_itself(self) -> bool:
        """Whether it has ended though nobody killed it."""
        return self._process.poll() is not None
