"""What is shown of a cycle as a whole."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.domain.cycles.events import CycleOpened
from taizhang.domain.names import CycleId
from taizhang.projections.row import At, Row, folds


class Cycle(Row, key=("cycle",), title="考核周期"):
    """One yearly assessment."""

    cycle: CycleId
    year: Annotated[int, Meta(title="年度")]
    title: Annotated[str, Meta(title="名称")]
    deadline: Annotated[date, Meta(title="完成时限")]
    subjects: Annotated[int, Meta(title="考核对象数")]


@folds(Cycle, CycleOpened, "cycle")
def _(row: Cycle | None, event: CycleOpened, at: At) -> Cycle:
    return Cycle(
        cycle=event.cycle,
        year=int(event.year),
        title=event.title,
        deadline=event.deadline,
        subjects=event.subjects,
    )
