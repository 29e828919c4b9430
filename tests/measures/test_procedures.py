"""Steps are taken in order, none too early and none too late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.intervals import Interval, Window
from taizhang.measures.procedures import Finding, Procedure
from taizhang.measures.terms import Term
from taizhang.measures.working_days import ChineseCalendar

CHINA = ChineseCalendar()
STEPS = ("提议", "商议", "审议", "决议", "公开")
THREE_DAYS = Term(3, "days", counts_start=False, moves_on=False)
FIVE_WORKING = Term(5, "working_days", counts_start=False, moves_on=False)
MONTH = Term(1, "months", counts_start=False, moves_on=False)
NOTICE = Interval("商议", "审议", least=THREE_DAYS, most=MONTH, runs_out=False)
SHOWN = Interval("决议", "公开", least=None, most=FIVE_WORKING, runs_out=False)
STRICT = Procedure(STEPS, [NOTICE, SHOWN], strict=True)
LOOSE = Procedure(STEPS, [NOTICE, SHOWN], strict=False)
START = date(2015, 3, 2)  # a Monday


def day(n: int) -> date:
    return START + timedelta(n)


RIGHT = dict(zip(STEPS, map(day, (0, 0, 3, 3, 4)), strict=True))
dates = st.dictionaries(st.sampled_from(STEPS), st.integers(0, 60).map(day))


def test_a_procedure_followed_has_no_findings() -> None:
    assert STRICT.findings(RIGHT, CHINA) == ()


def test_a_step_too_early_is_found_with_the_day_it_could_be_taken() -> None:
    done = RIGHT | {"审议": day(2)}
    assert STRICT.findings(done, CHINA) == (
        Finding("too_early", "审议", day(2), "商议", limit=day(3)),
    )


@pytest.mark.parametrize(("runs_out", "earliest"), [(False, day(3)), (True, day(4))])
def test_whether_the_least_time_must_have_run_out_is_a_choice(
    runs_out: bool, earliest: date
) -> None:
    interval = Interval("商议", "审议", THREE_DAYS, None, runs_out)
    assert interval.window(day(0), CHINA) == Window(earliest, None)


def test_a_step_too_late_is_found_with_its_last_day() -> None:
    done = RIGHT | {"公开": day(11)}  # the fifth working day after Thursday is the next Thursday
    assert STRICT.findings(done, CHINA) == (
        Finding("too_late", "公开", day(11), "决议", limit=day(10)),
    )


def test_a_step_on_its_last_day_is_in_time() -> None:
    assert STRICT.findings(RIGHT | {"公开": day(10)}, CHINA) == ()


def test_steps_in_the_wrong_order_are_found() -> None:
    done = {"提议": day(5), "商议": day(0)}
    assert LOOSE.findings(done, CHINA) == (
        Finding("out_of_order", "商议", day(0), "提议", limit=day(5)),
    )


def test_in_a_strict_procedure_every_step_left_out_is_found() -> None:
    found = STRICT.findings({"提议": day(0), "决议": day(9)}, CHINA)
    assert found == (
        Finding("left_out", "商议", None, "决议", limit=day(9)),
        Finding("left_out", "审议", None, "决议", limit=day(9)),
    )


def test_in_a_loose_procedure_steps_may_be_left_out() -> None:
    assert LOOSE.findings({"提议": day(0), "决议": day(9)}, CHINA) == ()


def test_steps_still_to_come_are_not_left_out() -> None:
    assert STRICT.findings({"提议": day(0), "商议": day(0)}, CHINA) == ()


@pytest.mark.parametrize(("on", "late"), [(day(10), False), (day(11), True)])
def test_a_step_not_taken_is_overdue_the_day_after_its_last_day(on: date, late: bool) -> None:
    done = {step: RIGHT[step] for step in STEPS[:-1]}
    found = STRICT.overdue(done, on, CHINA)
    expected = (Finding("too_late", "公开", None, "决议", limit=day(10)),)
    assert found == (expected if late else ())


def test_a_step_taken_is_never_overdue() -> None:
    assert STRICT.overdue(RIGHT, day(99), CHINA) == ()


def test_the_window_of_a_step_follows_from_the_steps_before_it() -> None:
    done = {"提议": day(0), "商议": day(0)}
    assert STRICT.window("审议", done, CHINA) == Window(day(3), date(2015, 4, 2))


def test_of_several_intervals_the_narrowest_window_holds() -> None:
    week = Interval("提议", "公开", Term(7, "days", False, False), MONTH, runs_out=False)
    both = Procedure(STEPS, [SHOWN, week], strict=False)
    assert both.window("公开", RIGHT, CHINA) == Window(day(7), day(10))


@given(dates)
def test_a_date_is_faulted_exactly_when_it_lies_outside_its_window(done: dict[str, date]) -> None:
    faulted = {found.step for found in LOOSE.findings(done, CHINA)}
    outside = set()
    for step, on in done.items():
        window = LOOSE.window(step, done, CHINA)
        if (window.earliest and on < window.earliest) or (window.latest and on > window.latest):
            outside.add(step)
    assert faulted == outside


@given(dates)
def test_strictness_adds_only_the_steps_left_out(done: dict[str, date]) -> None:
    last = max((STEPS.index(step) for step in done), default=0)
    left_out = [step for step in STEPS[:last] if step not in done]
    found = STRICT.findings(done, CHINA)
    assert [each.step for each in found if each.fault == "left_out"] == left_out
    assert tuple(e for e in found if e.fault != "left_out") == LOOSE.findings(done, CHINA)


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no steps.*表决"):
        STRICT.findings({"表决": day(0)}, CHINA)


@pytest.mark.parametrize("steps", [(), ("提议", "提议")])
def test_steps_are_named_once(steps: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="each named once"):
        Procedure(steps, [], strict=True)


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [("提议", "表决", "not both are steps"), ("审议", "提议", "ordered otherwise")],
)
def test_an_interval_leads_from_a_step_to_a_later_one(since: str, until: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Procedure(STEPS, [Interval(since, until, THREE_DAYS, None, False)], strict=True)


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (None, None, "give the least or the most"),
        (Term(5, "days", False, False), THREE_DAYS, "exceeds"),
    ],
)
def test_an_interval_asks_for_something_possible(
    least: Term | None, most: Term | None, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        Interval("提议", "商议", least, most, runs_out=False)
