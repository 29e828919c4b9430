"""State: what became of a row in the preview, and what is told of its cells."""

from enum import StrEnum

from msgspec import Struct


class State(StrEnum):
    """Only new and changed rows are applied; doubtful and wrong ones wait to be mended."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    ERROR = "error"

    @property
    def title(self) -> str:  # type: ignore[override]
        """As people read it."""
        return _TITLES[self]


_TITLES = {
    State.NEW: "新增",
    State.CHANGED: "变更",
    State.UNCHANGED: "不变",
    State.DOUBTFUL: "存疑",
    State.ERROR: "错误",
}
_WEIGHT = (State.UNCHANGED, State.CHANGED, State.NEW, State.DOUBTFUL, State.ERROR)


class Finding(Struct, frozen=True):
    """One thing to tell of a cell (`C7`), in Chinese."""

    cell: str
    state: State
    zh: str


class RowOutcome(Struct, frozen=True):
    """A row of the preview: its state is the gravest of its findings'."""

    sheet: str
    number: int
    findings: list[Finding]

    @property
    def state(self) -> State:
        """Unchanged when there is nothing to tell."""
        return max((f.state for f in self.findings), key=_WEIGHT.index, default=State.UNCHANGED)


def applies(findings: list[Finding]) -> bool:
    """Whether nothing stands in a row's way."""
    return not any(f.state in (State.DOUBTFUL, State.ERROR) for f in findings)
