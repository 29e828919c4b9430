"""A competent body imposes it by a numbered decision, on whom the proposal is for."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.organisations.people_events import PersonRegistered
from taizhang.domain.sanctions.dropping import DropSanction
from taizhang.domain.sanctions.events import SanctionDropped, SanctionImposed
from taizhang.domain.sanctions.rows import Sanction

DROPPED = DropSanction(sanction="s", reason="情况已核实，不予处理")


@pytest.mark.rule("S2-31")
def test_decision_is_kept_with_body_number_and_dates(proposed: Any, decision: Any) -> None:
    assert proposed.do(decision) == [
        SanctionImposed(
            sanction="s",
            organisation="jingui",
            unit="jingui",
            person=None,
            measure="取消年度评先评优资格",
            bars=["年度评先评优"],
            body="镇党委",
            number="三党发〔2015〕9号",
            decided_on=date(2015, 11, 2),
            since=date(2016, 1, 1),
            until=date(2016, 12, 31),
        )
    ]
    assert proposed.folded(Sanction)["s",].state == "imposed"


def test_decision_may_set_its_own_end(proposed: Any, decision: Any) -> None:
    [imposed] = proposed.do(replace(decision, until=date(2016, 6, 30)))
    assert imposed.until == date(2016, 6, 30)


def test_without_months_it_lasts_until_it_is_lifted(
    proposed: Any, decision: Any, proposal: Any
) -> None:
    proposed.do(replace(proposal, sanction="s2", months=None))
    [imposed] = proposed.do(replace(decision, sanction="s2"))
    assert imposed.until is None


def test_another_body_is_not_competent(proposed: Any, decision: Any) -> None:
    reason = proposed.refusal(replace(decision, body="村委会"))
    assert reason.refusal.code == "sanctions.not_competent"
    assert reason.values == {"body": "村委会", "bodies": "镇党委"}
    assert reason.clause == "本单位的选择：文件未写由谁作出组织处理决定，演示选择镇党委"


@pytest.fixture
def people(proposed: Any, proposal: Any) -> Any:
    """Proposals for a person (p) and for the one above (a); a person is registered."""
    proposed.given(PersonRegistered(person="p-9", name="示例甲"))
    for target in ("person", "above"):
        proposed.do(replace(proposal, sanction=target[0], target=target))
    return proposed


@pytest.mark.rule("S3-38")
def test_person_is_named_by_the_decision(people: Any, decision: Any) -> None:
    [imposed] = people.do(replace(decision, sanction="p", person="p-9"))
    assert (imposed.unit, imposed.person) == (None, "p-9")


@pytest.mark.rule("S2-32")
@pytest.mark.parametrize("whom", [{"person": "p-9"}, {"unit": "shiqiao"}])
def test_the_one_above_is_a_person_or_another_unit(
    people: Any, decision: Any, whom: dict[str, str]
) -> None:
    [imposed] = people.do(replace(decision, sanction="a", **whom))
    assert {"person": imposed.person, "unit": imposed.unit} == {"person": None, "unit": None} | whom


@pytest.mark.parametrize(
    ("sanction", "whom", "needed"),
    [
        ("s", {"person": "p-9"}, "不另写对象"),
        ("s", {"unit": "shiqiao"}, "不另写对象"),
        ("p", {}, "须写明人员"),
        ("p", {"unit": "shiqiao"}, "须写明人员"),
        ("p", {"unit": "shiqiao", "person": "p-9"}, "须写明人员"),
        ("a", {}, "须写明上级单位或人员"),
        ("a", {"unit": "jingui"}, "须写明上级单位或人员"),
        ("a", {"unit": "shiqiao", "person": "p-9"}, "须写明上级单位或人员"),
    ],
)
def test_it_is_on_whom_the_proposal_is_for(
    people: Any, decision: Any, sanction: str, whom: dict[str, str], needed: str
) -> None:
    reason = people.refusal(replace(decision, sanction=sanction, **whom))
    assert (reason.refusal.code, reason.values["needed"]) == ("sanctions.on_whom", needed)


def test_unknown_person_and_unit_are_refused(people: Any, decision: Any) -> None:
    assert people.refusal(replace(decision, sanction="p", person="x")).values["kind"] == "人员"
    assert people.refusal(replace(decision, sanction="a", unit="x")).values["kind"] == "单位"


@pytest.mark.parametrize(
    "dates", [{"until": date(2015, 12, 31)}, {"decided_on": date(2015, 12, 21)}]
)
def test_it_ends_after_it_begins_and_was_decided_by_now(
    proposed: Any, decision: Any, dates: dict[str, date]
) -> None:
    assert proposed.code_of(replace(decision, **dates)) == "sanctions.dates"


def test_it_is_imposed_once(imposed: Any, decision: Any) -> None:
    assert imposed.refusal(decision).values["state"] == "处理中"


def test_proposal_that_is_not_followed_is_dropped(proposed: Any, decision: Any) -> None:
    assert proposed.do(DROPPED) == [
        SanctionDropped(sanction="s", organisation="jingui", reason="情况已核实，不予处理")
    ]
    assert proposed.refusal(decision).values["state"] == "未采纳"


def test_what_is_imposed_is_not_dropped(imposed: Any) -> None:
    assert imposed.refusal(DROPPED).values["needed"] == "待决定"


def test_nothing_is_imposed_without_a_proposal(santangjie: Any, decision: Any) -> None:
    assert santangjie.code_of(decision) == "domain.unknown"


def test_two_decisions_at_once_make_a_conflict(
    proposed: Any, decision: Any, boundary: Any, selected: Any
) -> None:
    [dropped] = proposed.do(DROPPED)
    assert selected(boundary(decision), dropped)


def test_village_imposes_nothing(proposed: Any, decision: Any) -> None:
    assert proposed.code_of(decision, "village:jingui") == "commands.forbidden"
