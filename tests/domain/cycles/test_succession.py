"""Merger, split and dissolution in the middle of a cycle: who stands on the list afterwards."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.domain.cycles.events import SubjectEnrolled, SubjectSucceeded, SubjectWithdrawn
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.cycles.rows import Cycle
from taizhang.domain.cycles.subject_rows import CycleSubject
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded
from taizhang.domain.meetings.debriefs import HoldDebrief
from taizhang.domain.meetings.events import AttendeeCheckedIn, DebriefHeld
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.domain.organisations.rows import Organisation
from taizhang.domain.reports.commands import SubmitReport
from taizhang.domain.reports.events import Section
from taizhang.errors import Refused

DAY = date(2015, 12, 1)
FOUNDED = OrganisationRegistered(organisation="new", name="新设村", kind="村")


def after(town: Any, command: Any) -> list[Any]:
    """What a reorganisation brings about in the cycles."""
    town.do(command)
    kinds = SubjectSucceeded | SubjectEnrolled
    return [event for event in town.answer() if isinstance(event, kinds)]


@pytest.mark.rule("S2-15")
def test_unit_merged_into_another_of_the_list_leaves_it(
    town: Any, reorganise: Any, listed: Any
) -> None:
    [event] = after(town, reorganise("merger", ["jingui", "shiqiao"], ["shiqiao"]))
    assert event == SubjectSucceeded(
        cycle="c",
        organisation="jingui",
        successor="shiqiao",
        joined=True,
        done=[],
        since=DAY,
        document="县民政局批复",
    )
    assert "jingui" not in listed(town)
    assert town.folded(Cycle)["c",].subjects == 7


@pytest.mark.rule("S2-15")
def test_new_unit_stands_in_place_of_those_that_were_merged(
    town: Any, reorganise: Any, listed: Any
) -> None:
    town.given(FOUNDED)
    first, enrolled, second = after(town, reorganise("merger", ["jingui", "shiqiao"], ["new"]))
    assert (first.successor, first.joined, second.successor, second.joined) == (
        "new",
        False,
        "new",
        True,
    )
    assert enrolled == SubjectEnrolled(cycle="c", organisation="new")
    assert {"jingui", "shiqiao"}.isdisjoint(listed(town))
    assert town.folded(CycleSubject)["c", "new"].predecessors == ["jingui", "shiqiao"]


@pytest.mark.rule("S2-15")
def test_split_leaves_the_place_to_whom_was_named(town: Any, reorganise: Any, listed: Any) -> None:
    town.given(FOUNDED)
    other = OrganisationRegistered(organisation="other", name="另村", kind="村")
    town.given(other)
    after(town, reorganise("split", ["liuxi"], ["other", "new"], quota="new"))
    assert ("new" in listed(town), "other" in listed(town), "liuxi" in listed(town)) == (
        True,
        False,
        False,
    )


def test_unit_that_goes_on_after_a_split_keeps_its_place(
    town: Any, reorganise: Any, listed: Any
) -> None:
    before = listed(town)
    town.given(FOUNDED)
    assert after(town, reorganise("split", ["liuxi"], ["liuxi", "new"])) == []
    assert listed(town) == before


def test_unit_that_goes_on_keeps_its_place_where_nobody_is_named(
    town: Any, reorganise: Any
) -> None:
    town.given(FOUNDED)
    assert after(town, reorganise("split", ["liuxi"], ["liuxi", "new"], quota=None)) == []


@pytest.mark.rule("S2-15")
def test_dissolved_unit_leaves_the_base(town: Any, reorganise: Any) -> None:
    [event] = after(town, reorganise("dissolution", ["jingui"], [], tickets="shiqiao"))
    assert (event.successor, event.joined) == (None, False)
    assert town.folded(Cycle)["c",].subjects == 7


@pytest.mark.rule("S2-15")
def test_after_the_grades_are_confirmed_nothing_changes(
    town: Any, reorganise: Any, confirmed: Any
) -> None:
    town.given(confirmed())
    assert after(town, reorganise("merger", ["jingui", "shiqiao"], ["shiqiao"])) == []


def test_each_cycle_that_is_not_decided_has_its_own_succession(
    town: Any, reorganise: Any, confirmed: Any
) -> None:
    town.assessing("jingui", cycle="d").given(confirmed())
    events = after(town, reorganise("merger", ["jingui", "shiqiao"], ["shiqiao"]))
    assert [(event.event_name, event.cycle) for event in events] == [
        ("cycles.subject_succeeded", "d"),
        ("cycles.subject_enrolled", "d"),
    ]


def test_unit_that_was_withdrawn_has_no_place_to_leave(town: Any, reorganise: Any) -> None:
    town.given(SubjectWithdrawn(cycle="c", subject="jingui", reason="误列", done=[]))
    assert after(town, reorganise("merger", ["jingui", "shiqiao"], ["shiqiao"])) == []


def test_what_was_done_is_not_moved_but_shown_with_its_trail(town: Any, reorganise: Any) -> None:
    town.given(DebriefHeld(meeting="m", cycle="c", organisation="jingui"))
    after(town, reorganise("merger", ["jingui", "shiqiao"], ["shiqiao"]))
    old = town.folded(CycleSubject)["c", "jingui"]
    assert (old.state, old.successor, old.kept) == ("succeeded", "shiqiao", ["已述职"])
    assert old.reason == "县民政局批复（自 2015-12-01 起）"
    assert town.folded(CycleSubject)["c", "shiqiao"].kept == []


@pytest.mark.rule("S2-15")
def test_quota_is_taken_of_those_who_are_left(hunan: Any, reorganise: Any, listed: Any) -> None:
    hunan.do(OpenCycle(cycle="c", year=2020, title="2020年分析研判"))
    day = date(2020, 6, 1)
    hunan.do(reorganise("dissolution", ["baihe"], [], tickets="qingshan", since=day))
    hunan.answer()
    lines = [
        Graded(subject=unit, grade="好" if number < 7 else "较好", rationale="理由")
        for number, unit in enumerate(sorted(listed(hunan)))
    ]
    warned = {r.refusal.code: r.values for r in hunan.warnings(DraftGrades(cycle="c", lines=lines))}
    over = warned["grades.over_quota"]
    assert (over["base"], over["held"], over["most"]) == (23, 7, 6)
    assert "grades.left_out" not in warned


def test_unit_that_is_off_the_list_hands_in_no_report_and_does_not_debrief(
    town: Any, reorganise: Any
) -> None:
    after(town, reorganise("merger", ["jingui", "shiqiao"], ["shiqiao"]))
    town.meeting().given(
        *(
            AttendeeCheckedIn(meeting="m", attendee=f"{number}", category="党代会代表")
            for number in range(80)
        )
    )
    report = SubmitReport(
        cycle="c", organisation="jingui", sections=[Section(head=1, kind="other", text="总结")]
    )
    gone = {"subject": "jingui", "name": "金桂村", "cycle": "c"}
    assert town.refusal(report, "village:jingui").values == gone
    debrief = HoldDebrief(meeting="m", organisation="jingui")
    assert town.refusal(debrief).values == gone


UNITS = ["jingui", "shiqiao", "liuxi", "songling", "hetang", "zhuyuan", "yuntai", "zhengjie"]
SPARE = ["n1", "n2", "n3"]
some = st.sampled_from(UNITS + SPARE)
changes = st.one_of(
    st.tuples(
        st.just("merger"), st.lists(some, min_size=2, max_size=3, unique=True), st.tuples(some)
    ),
    st.tuples(
        st.just("split"), st.tuples(some), st.lists(some, min_size=2, max_size=2, unique=True)
    ),
    st.tuples(st.just("dissolution"), st.tuples(some), st.just(())),
)


@pytest.mark.rule("S2-15")
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sequence=st.lists(st.tuples(changes, some, st.booleans()), min_size=1, max_size=6))
def test_no_sequence_leaves_a_vanished_unit_or_a_double_on_the_list(
    town: Any, reorganise: Any, sequence: Any
) -> None:
    each = town.copy()
    each.given(*(OrganisationRegistered(organisation=u, name=u, kind="村") for u in SPARE))
    for number, ((change, before, heirs), other, named) in enumerate(sequence):
        each.begin(DAY + timedelta(days=number + 1))
        named_quota = heirs[-1] if heirs else other
        command = reorganise(
            change,
            list(before),
            list(heirs),
            quota=named_quota if named else None,
            since=each.today,
            **({} if heirs else {"tickets": other}),
        )
        try:
            each.do(command)
        except Refused:
            continue
        each.answer()
    _check_list(each)


def _check_list(town: Any) -> None:
    listed: Counter[str] = Counter()
    for event in town.history:
        if isinstance(event, SubjectEnrolled):
            listed[event.organisation] += 1
        if isinstance(event, SubjectSucceeded):
            listed[event.organisation] -= 1
    on_it = {unit for unit, times in listed.items() if times}
    closed = {key[0] for key, row in town.folded(Organisation).items() if row.closed}
    assert set(listed.values()) <= {0, 1}
    assert on_it.isdisjoint(closed)
    assert town.folded(Cycle)["c",].subjects == len(on_it)
