"""Whether a successor bears what a unit that is gone was under is the tenant's choice."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.organisations.people_events import PersonRegistered
from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang.domain.sanctions.cause import Cause
from taizhang.domain.sanctions.eligibility import Eligibility
from taizhang.domain.sanctions.ending import LiftSanction
from taizhang.domain.sanctions.events import SanctionTransferred
from taizhang.domain.sanctions.rows import Sanction
from taizhang.domain.sanctions.succeeding import TransferSanctions

HONOUR = "年度评先评优"
MERGER = ReorganiseUnits(
    change=Reorganisation.MERGER,
    organisations=["jingui", "shiqiao"],
    successors=["shiqiao"],
    tickets="shiqiao",
    quota="shiqiao",
    since=date(2015, 12, 1),
    document="示例政发〔2015〕8号",
)


@pytest.fixture
def borne(imposed: Any) -> Any:
    """The tenant has chosen that a successor bears it."""
    return imposed.amend("sanctions.succession", to_successor=True)


def merged(town: Any) -> Any:
    town.do(MERGER)
    town.answer()
    return town


def test_successor_bears_what_is_in_force(borne: Any) -> None:
    merged(borne)
    moved = [event for event in borne.history if isinstance(event, SanctionTransferred)]
    cause = Cause(
        sanction="s",
        measure="取消年度评先评优资格",
        body="镇党委",
        number="三党发〔2015〕9号",
        since=date(2016, 1, 1),
        until=date(2016, 12, 31),
    )
    assert moved == [
        SanctionTransferred(
            sanction="s",
            organisation="jingui",
            unit="shiqiao",
            previous="jingui",
            bars=[HONOUR],
            cause=cause,
            changed_on=date(2015, 12, 1),
            document="示例政发〔2015〕8号",
        )
    ]


def test_register_shows_who_bears_it_and_who_bore_it(borne: Any) -> None:
    row = merged(borne).folded(Sanction)["s",]
    assert (row.organisation, row.unit, row.previous) == ("jingui", "shiqiao", ["jingui"])


def test_question_is_answered_for_the_successor_with_its_cause(borne: Any) -> None:
    rows = merged(borne).folded(Eligibility)
    assert rows["organisation:jingui", HONOUR].eligible
    assert rows["organisation:shiqiao", HONOUR].because == [
        "取消年度评先评优资格（镇党委 三党发〔2015〕9号，2016-01-01 至 2016-12-31）"
    ]


@pytest.mark.parametrize("end", ["expires", "lifted"])
def test_it_ends_with_the_successor(borne: Any, end: str) -> None:
    merged(borne)
    lift = LiftSanction(
        sanction="s", reason="已整改", body="镇党委", number="1号", decided_on=date(2015, 12, 1)
    )
    if end == "lifted":
        borne.do(lift)
    else:
        borne.begin(date(2017, 1, 1))
    assert borne.folded(Eligibility)["organisation:shiqiao", HONOUR].eligible


def test_tenant_that_has_chosen_otherwise_leaves_it_with_the_unit_that_is_gone(
    imposed: Any,
) -> None:
    rows = merged(imposed).folded(Eligibility)
    assert list(rows) == [("organisation:jingui", HONOUR)]


def test_unit_that_goes_on_beside_another_bears_its_own(borne: Any) -> None:
    parts = {"successors": ["jingui", "hetang"], "tickets": "hetang", "quota": "jingui"}
    split = {"change": Reorganisation.SPLIT, "organisations": ["jingui"]}
    borne.do(replace(MERGER, **split, **parts))
    borne.answer()
    assert borne.folded(Sanction)["s",].unit == "jingui"


def test_persons_sanction_stays_with_the_person(borne: Any, proposal: Any, decision: Any) -> None:
    borne.given(PersonRegistered(person="p-9", name="示例甲"))
    borne.do(replace(proposal, sanction="p", target="person"))
    borne.do(replace(decision, sanction="p", person="p-9"))
    moved = [e for e in merged(borne).history if isinstance(e, SanctionTransferred)]
    assert [event.sanction for event in moved] == ["s"]


def test_what_has_ended_does_not_come_back(borne: Any) -> None:
    borne.begin(date(2017, 1, 1))
    moved = [e for e in merged(borne).history if isinstance(e, SanctionTransferred)]
    assert moved == []


def test_nothing_is_imposed_on_a_unit_that_is_gone(proposed: Any, decision: Any) -> None:
    reason = merged(proposed).refusal(decision)
    assert reason.refusal.code == "sanctions.unit_gone"
    assert reason.values == {
        "unit": "jingui",
        "name": "金桂村",
        "successor": "shiqiao",
        "successor_name": "石桥村",
        "since": "2015-12-01",
    }


def test_sanction_that_is_imposed_meanwhile_makes_a_conflict(
    proposed: Any, decision: Any, boundary: Any, selected: Any
) -> None:
    [imposed] = proposed.do(decision)
    ask = TransferSanctions(
        organisation="jingui", successor="shiqiao", since=date(2015, 12, 1), document="8号"
    )
    assert selected(boundary(ask), imposed)
