"""The history of a tenant's years: which had their cycles, and which had none (S0-03)."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.cycles.deadline_events import CycleMissed
from taizhang.domain.cycles.events import CycleOpened
from taizhang.projections.row import At, Row, folds


class CycleYear(Row, key=("year",), title="历年考核", published=True, rules=("S0-03",)):
    """One year: how many cycles were opened, when, and whether the season passed without."""

    year: Annotated[str, Meta(title="年度", description="The calendar year")]
    held: Annotated[int, Meta(title="已开展次数", description="How many cycles were opened")] = 0
    opened_on: Annotated[
        list[date], Meta(title="启动日期", description="When the first was opened")
    ] = []
    missed: Annotated[
        bool, Meta(title="未按期开展", description="The season passed without one")
    ] = False
    expected: Annotated[
        int | None, Meta(title="应开展次数", description="How many there should be")
    ] = None
    season_ended: Annotated[
        date | None, Meta(title="规定时段结束", description="When the season for it ended")
    ] = None
    soft: Annotated[
        bool, Meta(title="时段为“一般”要求", description="The season is meant as a rule of thumb")
    ] = False


@folds(CycleYear, CycleOpened, "year")
def _(row: CycleYear | None, event: CycleOpened, at: At) -> CycleYear:
    known = row or CycleYear(year=event.year)
    return replace(known, held=known.held + 1, opened_on=[*known.opened_on, at.on])


@folds(CycleYear, CycleMissed, "year")
def _(row: CycleYear | None, event: CycleMissed, at: At) -> CycleYear:
    return replace(
        row or CycleYear(year=event.year),
        missed=True,
        expected=event.expected,
        season_ended=event.season_ended,
        soft=event.soft,
    )
