"""A unit's name, kind, labels, superior and codes change from a day on."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.changing import (
    GiveCode,
    LabelOrganisation,
    PlaceOrganisation,
    ReclassifyOrganisation,
    RenameOrganisation,
)
from taizhang.domain.organisations.codes import CodeScheme
from taizhang.domain.organisations.rows import Organisation
from taizhang.events.tags import tags_of

DAY, LATER = date(2015, 6, 1), date(2015, 9, 1)
TOMORROW = date(2015, 12, 2)
CODE = "430903100201"
RENAME = RenameOrganisation(organisation="jingui", name="金桂社区", since=DAY)
GIVE = GiveCode(organisation="jingui", scheme=CodeScheme.DIVISION, code=CODE, since=DAY)
PLACE = PlaceOrganisation(organisation="jingui", superior="shiqiao", since=DAY)


def row(town: Any, unit: str = "jingui") -> Any:
    return town.folded(Organisation)[unit,]


def test_unit_is_renamed_and_stays_the_same_unit(santangjie: Any) -> None:
    assert santangjie.do(RENAME) == [
        e.OrganisationRenamed(organisation="jingui", name="金桂社区", since=DAY)
    ]


def test_row_shows_the_new_name_and_keeps_the_old(santangjie: Any) -> None:
    before = row(santangjie).name
    santangjie.do(RENAME)
    assert (row(santangjie).name, row(santangjie).former_names) == ("金桂社区", [before])


def test_name_of_a_day_is_known(santangjie: Any) -> None:
    before = row(santangjie).name
    santangjie.do(RENAME)
    unit = santangjie.standing(RENAME).roll.units["jingui"]
    assert [unit.names.on(date(2015, 5, 31)), unit.names.on(DAY)] == [before, "金桂社区"]


def test_same_name_records_nothing(santangjie: Any) -> None:
    santangjie.do(RENAME)
    assert santangjie.do(RENAME) == []


def test_kind_changes(santangjie: Any) -> None:
    ask = ReclassifyOrganisation(organisation="jingui", kind="社区", since=DAY)
    assert santangjie.do(ask) == [
        e.OrganisationReclassified(organisation="jingui", kind="社区", since=DAY)
    ]
    assert row(santangjie).kind == "社区"


def test_labels_are_set_as_a_whole(santangjie: Any) -> None:
    santangjie.do(LabelOrganisation(organisation="jingui", labels=["重点村", "贫困村"], since=DAY))
    santangjie.do(LabelOrganisation(organisation="jingui", labels=["软弱涣散村"], since=LATER))
    assert row(santangjie).labels == ["软弱涣散村"]


def test_label_of_a_day_is_known(santangjie: Any) -> None:
    ask = LabelOrganisation(organisation="jingui", labels=["重点村"], since=DAY)
    santangjie.do(ask)
    santangjie.do(LabelOrganisation(organisation="jingui", labels=[], since=LATER))
    labels = santangjie.standing(ask).roll.units["jingui"].labels
    assert [labels.on(DAY), labels.on(LATER)] == [["重点村"], []]


def test_unknown_unit_is_refused(santangjie: Any) -> None:
    reason = santangjie.refusal(RenameOrganisation(organisation="x", name="新", since=DAY))
    assert (reason.refusal.code, reason.values) == ("domain.unknown", {"kind": "单位", "id": "x"})


def test_change_of_tomorrow_is_refused(santangjie: Any) -> None:
    ask = RenameOrganisation(organisation="jingui", name="新", since=TOMORROW)
    reason = santangjie.refusal(ask)
    assert reason.refusal.code == "organisations.not_yet"
    assert reason.values == {"since": "2015-12-02", "on": "2015-12-01"}


def test_change_before_a_known_one_is_refused(santangjie: Any) -> None:
    santangjie.do(RenameOrganisation(organisation="jingui", name="新", since=LATER))
    reason = santangjie.refusal(RENAME)
    assert reason.refusal.code == "organisations.out_of_order"
    assert reason.values["known"] == "2015-09-01"


def test_unit_is_put_under_another_and_found_under_both(santangjie: Any) -> None:
    [placed] = santangjie.do(PLACE)
    assert {"organisation:jingui", "organisation:shiqiao"} <= set(tags_of(placed))
    assert row(santangjie).superior == "shiqiao"


def test_unit_goes_back_to_the_top(santangjie: Any) -> None:
    santangjie.do(PLACE)
    santangjie.do(PlaceOrganisation(organisation="jingui", superior=None, since=LATER))
    assert row(santangjie).superior is None


def test_unknown_superior_is_refused(santangjie: Any) -> None:
    ask = PlaceOrganisation(organisation="jingui", superior="x", since=DAY)
    assert santangjie.refusal(ask).values["id"] == "x"


def test_unit_is_not_put_under_itself(santangjie: Any) -> None:
    ask = PlaceOrganisation(organisation="jingui", superior="jingui", since=DAY)
    assert santangjie.code_of(ask) == "organisations.superior_below"


def test_unit_is_not_put_under_one_that_is_below_it_over_a_third(santangjie: Any) -> None:
    santangjie.do(PLACE)
    santangjie.do(PlaceOrganisation(organisation="shiqiao", superior="liuxi", since=DAY))
    reason = santangjie.refusal(
        PlaceOrganisation(organisation="liuxi", superior="jingui", since=DAY)
    )
    assert reason.refusal.code == "organisations.superior_below"
    names = {"name": "柳溪村", "superior_name": "金桂村"}
    assert reason.values == {"superior": "jingui", "id": "liuxi", **names}


def test_two_placements_at_the_same_time_make_a_conflict(
    santangjie: Any, boundary: Any, selected: Any
) -> None:
    [placed] = santangjie.do(PLACE)
    other = PlaceOrganisation(organisation="shiqiao", superior="jingui", since=DAY)
    assert selected(boundary(other), placed)


def test_code_is_given_and_found_under_its_tag(santangjie: Any) -> None:
    [given] = santangjie.do(GIVE)
    assert f"code:{CODE}" in tags_of(given)
    assert row(santangjie).division_code == CODE


def test_new_code_names_the_one_it_replaces(santangjie: Any) -> None:
    santangjie.do(GIVE)
    ask = GiveCode(
        organisation="jingui", scheme=CodeScheme.DIVISION, code="430903100202", since=LATER
    )
    [given] = santangjie.do(ask)
    assert {f"code:{CODE}", "code:430903100202"} <= set(tags_of(given))


def test_code_of_another_unit_is_refused(santangjie: Any) -> None:
    santangjie.do(GIVE)
    ask = GiveCode(organisation="liuxi", scheme=CodeScheme.DIVISION, code=CODE, since=LATER)
    reason = santangjie.refusal(ask)
    assert (reason.refusal.code, reason.values["holder"]) == ("organisations.code_held", "jingui")


def test_code_that_was_given_up_is_free(santangjie: Any) -> None:
    santangjie.do(GIVE)
    none = GiveCode(organisation="jingui", scheme=CodeScheme.DIVISION, code=None, since=LATER)
    santangjie.do(none)
    ask = GiveCode(organisation="liuxi", scheme=CodeScheme.DIVISION, code=CODE, since=LATER)
    assert len(santangjie.do(ask)) == 1
    assert (row(santangjie).division_code, row(santangjie, "liuxi").division_code) == (None, CODE)


def test_credit_code_with_a_wrong_check_character_is_refused(santangjie: Any) -> None:
    ask = GiveCode(
        organisation="jingui", scheme=CodeScheme.CREDIT, code="91350100M000100Y44", since=DAY
    )
    reason = santangjie.refusal(ask)
    assert (reason.refusal.code, reason.values["expected"]) == ("organisations.code_check", "3")


@pytest.mark.parametrize("ask", [RENAME, GIVE, PLACE])
def test_only_a_clerk_changes(santangjie: Any, ask: Any) -> None:
    assert santangjie.code_of(ask, "auditor") == "commands.forbidden"
