"""The demo's story on a terminal: chapters, steps with their positions, and remarks."""

from collections.abc import Mapping

from rich.progress import BarColumn, Progress, TaskID, TextColumn

from taizhang.cli.environment import out
from taizhang.demo.client import Answer
from taizhang.demo.play import CHAPTERS, Teller
from taizhang.demo.story import Chapter


class ConsoleTeller(Teller):
    """Tells the story on a terminal, under a progress bar; as plain lines elsewhere."""

    def __init__(self, titles: Mapping[str, str], tenants: Mapping[str, str]) -> None:
        self._titles, self._tenants = titles, tenants
        self._run: tuple[str, int, int | None] = ("", 0, None)
        """The command that is being repeated, how often, and the position after it."""
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[at]}"))
        self._progress = Progress(*columns, console=out, disable=not out.is_terminal)
        self._task: TaskID | None = None

    def __enter__(self) -> "ConsoleTeller":
        self._progress.start()
        self._task = self._progress.add_task("演示", total=len(CHAPTERS), at="")
        return self

    def __exit__(self, *_: object) -> None:
        self._end_run()
        self._progress.stop()

    def begin(self, chapter: Chapter) -> None:
        """Print the chapter's title."""
        self._end_run()
        tenant = f"{self._tenants[chapter.tenant]} {chapter.tenant}"
        out.print(f"\n[bold]{chapter.title}[/bold]（{tenant}）")
        if self._task is not None:
            self._progress.advance(self._task)

    def step(self, tenant: str, command: str, answer: Answer) -> None:
        """Print a step with its position; one that is repeated is told once, with the last."""
        at = f"{tenant} #{answer.position}" if answer.position else f"{tenant} 被拒绝"
        if self._task is not None:
            self._progress.update(self._task, at=f"{command} {at}")
        name, times, _ = self._run
        if answer.position is None:
            self._end_run()
            out.print(f"      拒绝  {self._told(command)}（{answer.code}）")
        elif command == name:
            self._run = name, times + 1, answer.position
        else:
            self._end_run()
            self._run = command, 1, answer.position

    def _end_run(self) -> None:
        name, times, position = self._run
        if times:
            many = f" × {times}" if times > 1 else ""
            out.print(f"  {f'#{position}':>8}  {self._told(name)}{many}")
        self._run = "", 0, None

    def _told(self, command: str) -> str:
        """What a command is called, for people and in the interface; the desk has no titles."""
        return f"{self._titles.get(command, '测评台')} {command}"

    def say(self, text: str) -> None:
        """Print a remark."""
        self._end_run()
        out.print(f"            {text}", markup=False)
