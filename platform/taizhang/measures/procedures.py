"""Procedures: steps in order, with the least and the most time between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from taizhang.measures.intervals import Interval, Window
from taizhang.measures.working_days import WorkingCalendar

Fault = Literal["left_out", "out_of_order", "too_early", "too_late"]


class Finding(Struct, frozen=True):
    """What is wrong with a step: its date (None: not taken), the other step and the limit."""

    fault: Fault
    step: str
    on: date | None
    other: str
    limit: date


class Procedure(Struct, frozen=True):
    """Steps in order; in a `strict` one none may be left out before a later one (S0-23, S4-11).

    Two steps may fall on one day unless an interval says otherwise. Serves S1-13 and S2-02 too.
    """

    steps: Sequence[str]
    intervals: Sequence[Interval]
    strict: bool

    def __post_init__(self) -> None:
        """Raise ValueError for repeated steps and for intervals that go nowhere or backwards."""
        if not self.steps or len(set(self.steps)) < len(self.steps):
            raise ValueError(f"a procedure has steps, each named once: {list(self.steps)}")
        for each in self.intervals:
            if not {each.since, each.until} <= set(self.steps):
                raise ValueError(f"{each.since} to {each.until}: not both are steps")
            if self.steps.index(each.since) >= self.steps.index(each.until):
                raise ValueError(f"{each.since} to {each.until}: the steps are ordered otherwise")

    def window(self, step: str, done: Mapping[str, date], calendar: WorkingCalendar) -> Window:
        """When a step may be taken, by the steps already dated."""
        self._known([step, *done])
        windows = [each.window(done[each.since], calendar) for each in self._to(step, done)]
        earliest = [done[other] for other in self._before(step) if other in done]
        earliest += [each.earliest for each in windows if each.earliest]
        latest = [each.latest for each in windows if each.latest]
        return Window(max(earliest, default=None), min(latest, default=None))

    def findings(self, done: Mapping[str, date], calendar: WorkingCalendar) -> tuple[Finding, ...]:
        """Everything wrong with the dates, step by step; nothing when all is as it should be."""
        self._known(done)
        found = list(self._left_out(done)) if self.strict else []
        for step in (step for step in self.steps if step in done):
            found += self._out_of_order(step, done)
            for each in self._to(step, done):
                found += _untimely(each, done, calendar)
        return tuple(found)

    def overdue(
        self, done: Mapping[str, date], on: date, calendar: WorkingCalendar
    ) -> tuple[Finding, ...]:
        """The steps not taken whose latest day has passed by `on`."""
        self._known(done)
        waiting = (e for e in self.intervals if e.since in done and e.until not in done)
        dated = ((each, each.window(done[each.since], calendar).latest) for each in waiting)
        return tuple(
            Finding("too_late", each.until, None, each.since, latest)
            for each, latest in dated
            if latest and on > latest
        )

    def _known(self, steps: Iterable[str]) -> None:
        if unknown := [step for step in steps if step not in self.steps]:
            raise ValueError(f"these are no steps of the procedure: {unknown}")

    def _before(self, step: str) -> Sequence[str]:
        return self.steps[: self.steps.index(step)]

    def _to(self, step: str, done: Mapping[str, date]) -> list[Interval]:
        return [each for each in self.intervals if each.until == step and each.since in done]

    def _left_out(self, done: Mapping[str, date]) -> Iterator[Finding]:
        for place, step in enumerate(self.steps):
            later = next((other for other in self.steps[place:] if other in done), step)
            if later != step:
                yield Finding("left_out", step, None, later, done[later])

    def _out_of_order(self, step: str, done: Mapping[str, date]) -> Iterator[Finding]:
        for other in self._before(step):
            if other in done and done[other] > done[step]:
                yield Finding("out_of_order", step, done[step], other, done[other])


def _untimely(
    interval: Interval, done: Mapping[str, date], calendar: WorkingCalendar
) -> Iterator[Finding]:
    window, on = interval.window(done[interval.since], calendar), done[interval.until]
    if window.earliest and on < window.earliest:
        yield Finding("too_early", interval.until, on, interval.since, window.earliest)
    if window.latest and on > window.latest:
        yield Finding("too_late", interval.until, on, interval.since, window.latest)
