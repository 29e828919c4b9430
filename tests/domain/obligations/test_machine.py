"""Whatever happens in which order, each duty stands as a plain book of debts says."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from msgspec import Struct

from taizhang.domain.obligations.events import ObligationMet, ObligationMissed
from taizhang.domain.obligations.waiving import WaiveDuty
from taizhang.errors import Refused

START = date(2015, 12, 20)
UNITS = ["jingui", "shiqiao", "liuxi"]
units = st.sampled_from(UNITS)
keys = st.sampled_from(["road", "well"])
days = st.integers(-3, 40).map(lambda days: START + timedelta(days=days))


class Debt(Struct):
    """What a book would say of one duty."""

    bearer: str
    key: str
    due: date
    met: date | None = None
    missed: bool = False
    misses: int = 0
    """How often a last day went by; one that is put off has another, perhaps the same again."""
    ended: str = ""

    @property
    def open(self) -> bool:
        return self.met is None and not self.ended

    def state(self) -> str:
        if self.ended or self.met:
            return self.ended or ("met_late" if self.met and self.met > self.due else "met")
        return "missed" if self.missed else "open"


class Machine(RuleBasedStateMachine):
    """Promises of three villages that may be merged; the clock goes on in leaps."""

    first: Any

    def __init__(self) -> None:
        super().__init__()
        self.town = self.first.copy()
        self.today = START
        self.book: dict[tuple[str, str], Debt] = {}
        self.heirs: dict[str, str] = {}

    @rule(unit=units, key=keys, due=days)
    def owe(self, unit: str, key: str, due: date) -> None:
        self.town.promise(unit, due, key)
        debt = self.book.get((unit, key))
        if debt is None:
            debt = self.book[unit, key] = Debt(unit, key, due)
            while debt.bearer in self.heirs:  # owed on its own, whatever the heir owes already
                debt.bearer = self.heirs[debt.bearer]
        elif debt.open and debt.due != due:
            debt.due, debt.missed = due, False
        self._look(debt)

    @rule(unit=units, key=keys, before=st.integers(0, 5))
    def meet(self, unit: str, key: str, before: int) -> None:
        day = self.today - timedelta(days=before)
        self.town.keep(unit, key, None if before == 0 else day)
        mine = [d for id, d in self.book.items() if (d.bearer, d.key) == (unit, key)]
        named = [d for d in [self.book.get((unit, key))] if d]
        for debt in [d for d in (*mine, *named) if d.open][:1]:
            debt.met = day

    @rule(unit=units, key=keys)
    def waive(self, unit: str, key: str) -> None:
        mine = [d for d in self.book.values() if (d.bearer, d.key) == (unit, key)]
        found = [*mine, *filter(None, [self.book.get((unit, key))])]
        ask = WaiveDuty(obligation="visits.promise", subject=unit, key=key, reason="水灾")
        debts = [d for d in found if d.open]
        try:
            self.town.do(ask)
        except Refused:
            assert not debts
            return
        for debt in debts[:1]:
            debt.ended = "waived"

    @rule(leap=st.sampled_from([1, 7, 45]))
    def go_on(self, leap: int) -> None:
        self.today += timedelta(days=leap)
        self.town.until(self.today)
        for debt in self.book.values():
            self._look(debt)

    @rule(gone=units, heir=units)
    def merge(self, gone: str, heir: str) -> None:
        if gone == heir or gone in self.heirs or heir in self.heirs:
            return
        self.town.merge(gone, heir, into=heir)
        self.heirs[gone] = heir
        for id, debt in self.book.items():
            if debt.bearer == gone and debt.open:
                self._hand_over(id)

    def _hand_over(self, id: tuple[str, str]) -> None:
        debt = self.book[id]
        heir = self.heirs[debt.bearer]
        twins = (d for d in self.book.values() if d.bearer == heir and d.ended != "lapsed")
        if any(twin.key == debt.key for twin in twins):
            debt.ended = "lapsed"
        else:
            debt.bearer = heir

    def _look(self, debt: Debt) -> None:
        kept = debt.met is not None and debt.met <= debt.due
        if self.today > debt.due and not debt.ended and not kept and not debt.missed:
            debt.missed, debt.misses = True, debt.misses + 1

    @invariant()
    def the_rows_say_what_the_book_says(self) -> None:
        rows = self.town.duties()
        for (unit, key), debt in self.book.items():
            row = rows[f"visits.promise/{unit}/{key}"]
            assert (row.state, row.due, row.met_on) == (debt.state(), debt.due, debt.met)
            assert row.subject == debt.bearer

    @invariant()
    def what_was_said_is_said_once(self) -> None:
        told = self.town.of_obligations()
        missed = [e.duty for e in told if isinstance(e, ObligationMissed)]
        met = [e.duty for e in told if isinstance(e, ObligationMet)]
        assert len(missed) == sum(debt.misses for debt in self.book.values())
        assert len(met) == len(set(met)) == sum(d.met is not None for d in self.book.values())


@pytest.mark.hypothesis
def test_machine(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Machine, "first", town, raising=False)
    quick = settings(
        max_examples=20,
        stateful_step_count=10,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(Machine, settings=quick)
