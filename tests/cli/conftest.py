"""The `taizhang` command in this process: what a new one proves more is seen where it is needed."""

import contextlib
import io
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from taizhang.cli import command_line, consoles


class Ended(NamedTuple):
    """What came of a command, as `subprocess` names it."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def entered() -> Callable[..., Ended]:
    """Runs words with these settings in the environment."""

    def run(settings: Mapping[str, str], *words: str) -> Ended:
        out, err, status = io.StringIO(), io.StringIO(), 0
        with pytest.MonkeyPatch.context() as patch:
            for name, value in settings.items():
                patch.setenv(name, value)
            for console in (consoles.out, consoles.err):  # they may be older than the settings
                patch.setattr(console, "width", int(settings.get("COLUMNS", console.width)))
            try:
                with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                    command_line(words)(words, result_action="return_value")
            except SystemExit as ended:
                status = ended.code if isinstance(ended.code, int) else 1
                err.write(ended.code if isinstance(ended.code, str) else "")
        return Ended(status, out.getvalue(), err.getvalue())

    return run
