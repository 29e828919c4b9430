"""Problem, cause and measure belong together one to one, by number or by order (S1-10)."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.reports import mapping
from taizhang.domain.reports.commands import AcceptReport
from taizhang.domain.reports.events import Kind, Section
from taizhang.domain.reports.rules import ReportRules

pytestmark = pytest.mark.rule("S1-10")

CLAUSE = "认真总结工作成效,查摆突出问题,分析产生根源,并一一对应明确工作思路举措"
BRANCH = "jiaogong-1"
KINDS: Sequence[Kind] = ("problem", "cause", "measure")
Rules = Callable[..., ReportRules]


def part(kind: Kind, problem: int | None = None) -> Section:
    return Section(head=1, kind=kind, text="文", problem=problem)


def told(sections: Sequence[Section], rules: ReportRules) -> list[tuple[str, Any]]:
    found = mapping.unmapped(sections, rules)
    return [(each.refusal.code, each.values.get("problem")) for each in found]


@pytest.fixture(scope="session")
def one_to_one(rules_with: Rules) -> ReportRules:
    return rules_with(mapping={"one_to_one": True})


def test_problems_with_cause_and_measure_pass_by_their_order(one_to_one: ReportRules) -> None:
    assert told([part(kind) for kind in KINDS * 3], one_to_one) == []


def test_problems_with_cause_and_measure_pass_by_their_numbers(one_to_one: ReportRules) -> None:
    sections = [part(kind, n) for kind in KINDS for n in (2, 5, 1)]
    assert told(sections, one_to_one) == []


def test_problem_without_cause_is_named(one_to_one: ReportRules) -> None:
    sections = [*map(part, KINDS), part("problem"), part("measure")]
    [reason] = mapping.unmapped(sections, one_to_one)
    assert (reason.refusal.code, reason.refusal.rule) == ("reports.unmapped", "S1-10")
    assert reason.values == {"problem": 2, "missing": "根源", "missing_en": "cause"}


@pytest.mark.parametrize("kind", ["cause", "measure"])
def test_what_belongs_to_no_problem_is_left_over(one_to_one: ReportRules, kind: Kind) -> None:
    sections = [*(part(each, 1) for each in KINDS), part(kind, 2)]
    assert told(sections, one_to_one) == [("reports.left_over", 2)]


@pytest.mark.parametrize("kind", KINDS)
def test_two_parts_of_a_kind_for_one_problem_are_refused(
    one_to_one: ReportRules, kind: Kind
) -> None:
    sections = [*(part(each, 1) for each in KINDS), part(kind, 1)]
    [reason] = mapping.unmapped(sections, one_to_one)
    assert (reason.refusal.code, reason.values["times"]) == ("reports.mapped_twice", 2)


def test_numbers_are_given_to_all_or_to_none(one_to_one: ReportRules) -> None:
    sections = [*(part(kind, 1) for kind in KINDS), part("measure")]
    [reason] = mapping.unmapped(sections, one_to_one)
    assert (reason.refusal.code, reason.values["sections"]) == ("reports.unnumbered", 1)


def test_other_sections_are_not_looked_at(one_to_one: ReportRules) -> None:
    assert told([part("achievement"), part("other", 7)], one_to_one) == []


def test_tenant_that_does_not_ask_takes_anything(rules_with: Rules) -> None:
    assert told([part("cause", 3), part("problem")], rules_with()) == []


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 4)), max_size=15))
def test_passes_if_and_only_if_it_is_one_to_one(
    one_to_one: ReportRules, parts: list[tuple[Kind, int]]
) -> None:
    sections = [part(kind, n) for kind, n in parts]
    numbers = [sorted(n for kind, n in parts if kind == each) for each in KINDS]
    fine = numbers[0] == numbers[1] == numbers[2] and len(set(numbers[0])) == len(numbers[0])
    assert (told(sections, one_to_one) == []) == fine


@given(*[st.integers(0, 5)] * 3)
def test_by_order_the_numbers_of_each_kind_must_be_the_same(
    one_to_one: ReportRules, problems: int, causes: int, measures: int
) -> None:
    counts = (problems, causes, measures)
    sections = [part(kind) for kind, n in zip(KINDS, counts, strict=True) for _ in range(n)]
    assert (told(sections, one_to_one) == []) == (len(set(counts)) == 1)


def test_it_is_told_on_submission_and_refused_on_review(
    branches: Any, report: Callable[..., Any], passed: Any
) -> None:
    command = report(BRANCH, range(1, 6), extra=[part("problem"), part("measure")])
    actor = f"branch:{BRANCH}"
    assert [w.refusal.code for w in branches.warnings(command, actor)] == ["reports.unmapped"]
    branches.do(command, actor)
    review = AcceptReport(cycle="c", organisation=BRANCH, answers=passed)
    reason = branches.refusal(review, "secretary")
    assert (reason.refusal.code, reason.clause) == ("reports.unmapped", CLAUSE)
