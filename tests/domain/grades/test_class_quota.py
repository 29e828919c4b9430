"""Quotas by class: each class has its own base, taken on what the decision itself read."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from taizhang.domain.grades.classing import ClassSubject
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import SubjectClassed
from taizhang.domain.grades.rows import GradeSheet
from taizhang.domain.organisations.events import OrganisationReclassified
from taizhang.domain.organisations.rows import Organisation

COMMAND = ConfirmGrades(cycle="c", meeting="k")
Draft = Callable[..., DraftGrades]


@pytest.fixture
def by_class(ready: Any, requote: Callable[..., Any]) -> Any:
    return requote(ready, spread="by_class")


@pytest.fixture
def kinds(hunan: Any) -> dict[str, list[str]]:
    """The units by their kind in the register."""
    found: dict[str, list[str]] = {}
    for (unit,), row in hunan.folded(Organisation).items():
        found.setdefault(row.kind, []).append(unit)
    return found


@pytest.fixture
def list_of(units: list[str], lines: Callable[..., Any]) -> Callable[..., DraftGrades]:
    """Makes a complete list in which these are 好."""

    def made(best: list[str]) -> DraftGrades:
        grades = {unit: "好" if unit in best else "较好" for unit in units}
        return DraftGrades(cycle="c", lines=lines(grades))

    return made


def most(count: int) -> int:
    return count * 3 // 10


@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-16")
def test_each_class_fills_its_own_share(
    by_class: Any, kinds: dict[str, list[str]], list_of: Draft
) -> None:
    assert len(kinds) == 2
    best = [unit for units in kinds.values() for unit in units[: most(len(units))]]
    assert by_class.warnings(list_of(best)) == []
    by_class.do(list_of(best))
    assert by_class.do(COMMAND, "secretary")


@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-16")
def test_share_that_one_class_leaves_is_not_given_to_another(
    by_class: Any, kinds: dict[str, list[str]], list_of: Draft
) -> None:
    kind, units = max(kinds.items(), key=lambda each: len(each[1]))
    allowed = most(len(units))
    by_class.do(list_of(units[: allowed + 1]))
    [reason] = by_class.reasons(COMMAND, "secretary")
    shown = {key: reason.values[key] for key in ("within", "held", "base", "most")}
    held = {"within": kind, "held": allowed + 1, "base": len(units), "most": allowed}
    assert shown == held
    assert (reason.refusal.code, reason.clause) == ("grades.over_quota", "好等次不能超过30%")
    assert reason.sentence().startswith(kind)


@pytest.mark.rule("S2-16")
def test_unit_that_is_classed_otherwise_counts_there(
    by_class: Any, kinds: dict[str, list[str]], list_of: Draft
) -> None:
    (small, few), (_, many) = sorted(kinds.items(), key=lambda each: len(each[1]))
    by_class.do(list_of([*many[: most(len(many))], *few[: most(len(few))]]))
    moved = ClassSubject(cycle="c", subject=many[0], group=small)
    assert by_class.do(moved) == [SubjectClassed(cycle="c", subject=many[0], group=small)]
    [reason] = by_class.reasons(COMMAND, "secretary")
    shown = (reason.values["within"], reason.values["base"], reason.values["held"])
    assert shown == (small, len(few) + 1, most(len(few)) + 1)
    assert by_class.folded(GradeSheet)["c", many[0]].group == small


@pytest.mark.rule("S2-16")
def test_kind_of_the_register_is_the_class_from_its_own_day_on(
    by_class: Any, kinds: dict[str, list[str]], list_of: Draft
) -> None:
    (small, few), (_, many) = sorted(kinds.items(), key=lambda each: len(each[1]))
    best = few[: most(len(few))]
    by_class.do(list_of(best))
    turned = [unit for unit in few if unit not in best]
    tomorrow = by_class.today + timedelta(days=1)
    for unit in turned:
        changed = OrganisationReclassified(organisation=unit, kind="其他", since=tomorrow)
        by_class.given(changed)
    assert by_class.copy().do(COMMAND, "secretary")
    for unit in turned:
        changed = OrganisationReclassified(organisation=unit, kind="其他", since=by_class.today)
        by_class.given(changed)
    [reason] = by_class.reasons(COMMAND, "secretary")
    assert (reason.values["within"], reason.values["base"]) == (small, len(best))
    assert len(many) > len(few)


@pytest.mark.rule("S2-16")
def test_class_that_no_unit_has_is_refused_with_the_choice(ready: Any, units: list[str]) -> None:
    reason = ready.refusal(ClassSubject(cycle="c", subject=units[0], group="企业"))
    assert (reason.refusal.code, reason.values["group"]) == ("grades.foreign_class", "企业")
    assert reason.clause.startswith("本单位的选择：文件对个人分类评价")


def test_tenant_may_name_the_classes(ready: Any, units: list[str]) -> None:
    ready.amend("grades.classes", names=["重点村", "一般村"])
    command = ClassSubject(cycle="c", subject=units[0], group="重点村")
    assert ready.do(command)
    assert ready.do(command) == []


def test_confirmed_list_is_not_classed_any_more(ready: Any, units: list[str], draft: Draft) -> None:
    ready.do(draft(0))
    ready.do(COMMAND, "secretary")
    command = ClassSubject(cycle="c", subject=units[0], group="村")
    assert ready.code_of(command) == "domain.wrong_state"


@pytest.mark.parametrize(
    "meanwhile",
    [
        SubjectClassed(cycle="c", subject="qingshan", group="社区"),
        OrganisationReclassified(organisation="qingshan", kind="社区", since=date(2020, 1, 1)),
    ],
)
def test_change_of_class_makes_a_conflict(meanwhile: Any, boundary: Any, selected: Any) -> None:
    assert selected(boundary(COMMAND), meanwhile)
