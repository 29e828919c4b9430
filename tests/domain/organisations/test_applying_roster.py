"""A roster is applied as a whole, on the register that its preview saw."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.applying_roster import (
    ApplyRoster,
    PersonLine,
    PostLine,
    UnitLine,
)
from taizhang.domain.organisations.changing import RenameOrganisation
from taizhang.domain.organisations.commands import ErasePerson
from taizhang.domain.organisations.people_events import (
    PersonCounted,
    PersonErased,
    PersonRegistered,
    PersonRenamed,
    PostLeft,
    PostTaken,
)
from taizhang.domain.organisations.unit_changes import Wanted

DAY, TODAY = date(2015, 3, 1), date(2015, 12, 1)
CODE = "430903100201"
UNIT = UnitLine(id="xincun", new=True, wanted=Wanted(name="新村", kind="村", superior="jingui"))
PERSON = PersonLine(id="p-9", new=True, name="示例癸")
POST = PostLine(person="p-9", organisation="xincun", post="书记", since=DAY, new=True)


@pytest.fixture
def roster(santangjie: Any) -> ApplyRoster:
    """One unit with one person in one post, previewed against the register as it is."""
    size = santangjie.standing(ApplyRoster(size=0)).roll.size
    return ApplyRoster(size=size, units=[UNIT], people=[PERSON], posts=[POST])


def test_all_is_recorded_in_one_decision(santangjie: Any, roster: ApplyRoster) -> None:
    assert santangjie.do(roster) == [
        e.OrganisationRegistered(organisation="xincun", name="新村", kind="村", labels=[]),
        e.OrganisationPlaced(organisation="xincun", superior="jingui", since=TODAY),
        PersonRegistered(person="p-9", name="示例癸"),
        PostTaken(person="p-9", organisation="xincun", post="书记", since=DAY),
    ]


@pytest.mark.parametrize(
    "since",
    [
        RenameOrganisation(organisation="jingui", name="新名", since=DAY),
        ErasePerson(person="p-jingui", reason="本人申请"),
    ],
)
def test_register_that_has_changed_is_refused(
    santangjie: Any, roster: ApplyRoster, since: Any
) -> None:
    santangjie.do(since)
    reason = santangjie.refusal(roster)
    assert reason.refusal.code == "organisations.register_changed"
    assert reason.values == {"previewed": roster.size, "now": roster.size + 1}


def test_whatever_enters_the_register_meanwhile_makes_a_conflict(
    santangjie: Any, roster: ApplyRoster, boundary: Any, selected: Any
) -> None:
    other = PostLeft(person="p", organisation="o", post="书记", until=DAY, reason="调动")
    erased = PersonErased(person="p", reason="本人申请")
    assert selected(boundary(roster), other)
    assert selected(boundary(roster), erased)


def test_name_of_a_known_person_is_written_anew(santangjie: Any, roster: ApplyRoster) -> None:
    line = PersonLine(id="p-jingui", new=False, name="示例子")
    ask = replace(roster, units=[], people=[line], posts=[])
    assert santangjie.do(ask) == [PersonRenamed(person="p-jingui", name="示例子")]


def test_new_name_stands_sealed_in_the_log(santangjie: Any) -> None:
    stored = santangjie.stored(PersonRenamed(person="p-jingui", name="示例子"))
    assert stored.name.startswith("sealed:")


def test_post_of_a_day_and_back_is_taken_and_left(santangjie: Any, roster: ApplyRoster) -> None:
    ask = replace(roster, posts=[replace(POST, until=date(2015, 9, 30))])
    assert santangjie.do(ask)[-1] == PostLeft(
        person="p-9",
        organisation="xincun",
        post="书记",
        until=date(2015, 9, 30),
        reason="名册导入",
    )


def test_person_is_counted_where_the_roster_says(santangjie: Any, roster: ApplyRoster) -> None:
    second = replace(POST, organisation="jingui", post="主任", counted=True)
    [*_, counted] = santangjie.do(replace(roster, posts=[POST, second]))
    assert counted == PersonCounted(
        person="p-9", organisation="jingui", post="主任", since=DAY, held_since=DAY
    )


def test_second_post_without_the_choice_is_refused(santangjie: Any, roster: ApplyRoster) -> None:
    ask = replace(roster, posts=[POST, replace(POST, organisation="jingui")])
    assert santangjie.code_of(ask) == "organisations.counted_where"


def test_nobody_is_counted_in_a_post_that_is_not_held(santangjie: Any, roster: ApplyRoster) -> None:
    line = replace(POST, person="p-jingui", organisation="jingui", post="会计")
    ask = replace(roster, units=[], people=[], posts=[replace(line, new=False, counted=True)])
    assert santangjie.code_of(ask) == "organisations.post_not_held"


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        (replace(UNIT, id="jingui"), "domain.taken"),
        (replace(UNIT, new=False), "domain.unknown"),
        (replace(UNIT, wanted=replace(UNIT.wanted, superior="x")), "domain.unknown"),
        (
            replace(UNIT, wanted=replace(UNIT.wanted, superior="xincun")),
            "organisations.superior_below",
        ),
        (
            replace(UNIT, wanted=replace(UNIT.wanted, division="430903000201")),
            "organisations.code_structure",
        ),
        (
            replace(UNIT, wanted=replace(UNIT.wanted, credit="91350100M000100Y44")),
            "organisations.code_check",
        ),
    ],
)
def test_unit_that_cannot_be_entered_refuses_all(
    santangjie: Any, roster: ApplyRoster, unit: UnitLine, code: str
) -> None:
    assert santangjie.code_of(replace(roster, units=[unit])) == code


def test_two_units_with_one_code_refuse_all(santangjie: Any, roster: ApplyRoster) -> None:
    wanted = Wanted(name="甲", kind="村", division=CODE)
    two = [UnitLine(id=id, new=True, wanted=wanted) for id in ("jia", "yi")]
    ask = replace(roster, units=two, people=[], posts=[])
    assert santangjie.code_of(ask) == "organisations.code_held"


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (replace(PERSON, id="p-jingui"), "domain.taken"),
        (replace(PERSON, new=False), "domain.unknown"),
    ],
)
def test_person_that_cannot_be_entered_refuses_all(
    santangjie: Any, roster: ApplyRoster, person: PersonLine, code: str
) -> None:
    assert santangjie.code_of(replace(roster, people=[person])) == code


def test_only_a_clerk_applies_a_roster(santangjie: Any, roster: ApplyRoster) -> None:
    assert santangjie.code_of(roster, "auditor") == "commands.forbidden"
