"""Merger, split and dissolution name who follows."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.organisations.changing import GiveCode, RenameOrganisation
from taizhang.domain.organisations.codes import CodeScheme
from taizhang.domain.organisations.events import OrganisationSucceeded
from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang.domain.organisations.rows import Organisation
from taizhang.domain.organisations.succession import Purpose, follower, stand_in, successors

DAY, LATER = date(2015, 6, 1), date(2015, 9, 1)
MERGER = ReorganiseUnits(
    change=Reorganisation.MERGER,
    organisations=["jingui", "shiqiao"],
    successors=["shiqiao"],
    tickets="shiqiao",
    quota="shiqiao",
    since=DAY,
    document="示例政发〔2015〕8号",
)
SPLIT = replace(
    MERGER,
    change=Reorganisation.SPLIT,
    organisations=["liuxi"],
    successors=["songling", "hetang"],
    tickets="hetang",
    quota="songling",
)
DISSOLUTION = replace(
    MERGER,
    change=Reorganisation.DISSOLUTION,
    organisations=["jingui"],
    successors=[],
    tickets="liuxi",
    quota=None,
)


def follow(town: Any, unit: str, day: date, purpose: Purpose = Purpose.TICKETS) -> str | None:
    named = replace(MERGER, organisations=[u for (u,) in town.folded(Organisation)])
    return follower(town.standing(named).roll.units, unit, day, purpose)


def test_merger_closes_the_unit_that_is_not_the_successor(santangjie: Any) -> None:
    assert santangjie.do(MERGER) == [
        OrganisationSucceeded(
            organisation="jingui",
            change="merger",
            successors=["shiqiao"],
            tickets="shiqiao",
            quota="shiqiao",
            continues=False,
            since=DAY,
            document="示例政发〔2015〕8号",
        )
    ]


def test_row_shows_when_it_ended_and_who_follows(santangjie: Any) -> None:
    santangjie.do(SPLIT)
    row = santangjie.folded(Organisation)["liuxi",]
    assert (row.closed, row.successors) == (DAY, ["songling", "hetang"])
    assert (row.tickets_to, row.quota_to) == ("hetang", "songling")


def test_before_the_day_a_unit_stands_for_itself(santangjie: Any) -> None:
    santangjie.do(MERGER)
    assert follow(santangjie, "jingui", date(2015, 5, 31)) == "jingui"


def test_from_the_day_on_the_successor_stands_for_it(santangjie: Any) -> None:
    santangjie.do(MERGER)
    assert follow(santangjie, "jingui", DAY) == "shiqiao"


def test_tickets_and_quota_may_go_different_ways(santangjie: Any) -> None:
    santangjie.do(SPLIT)
    assert follow(santangjie, "liuxi", DAY, Purpose.TICKETS) == "hetang"
    assert follow(santangjie, "liuxi", DAY, Purpose.QUOTA) == "songling"


def test_successor_of_the_successor_follows(santangjie: Any) -> None:
    santangjie.do(MERGER)
    santangjie.do(
        replace(
            MERGER,
            organisations=["shiqiao", "liuxi"],
            successors=["liuxi"],
            tickets="liuxi",
            quota="liuxi",
            since=LATER,
        )
    )
    assert [follow(santangjie, "jingui", day) for day in (DAY, LATER)] == ["shiqiao", "liuxi"]


def test_unit_from_which_another_is_split_off_goes_on(santangjie: Any) -> None:
    part = replace(SPLIT, successors=["liuxi", "hetang"], tickets="liuxi", quota="liuxi")
    santangjie.do(part)
    assert santangjie.folded(Organisation)["liuxi",].closed is None
    assert follow(santangjie, "liuxi", LATER) == "liuxi"


def test_all_that_came_out_of_a_unit_are_known(santangjie: Any) -> None:
    santangjie.do(SPLIT)
    units = santangjie.standing(SPLIT).roll.units
    assert successors(units, "liuxi", date(2015, 5, 31)) == ["liuxi"]
    assert successors(units, "liuxi", DAY) == ["songling", "hetang"]


def test_unit_split_twice_is_followed_through_both(santangjie: Any) -> None:
    first = replace(SPLIT, successors=["liuxi", "hetang"], tickets="liuxi", quota="liuxi")
    santangjie.do(first)
    santangjie.do(replace(SPLIT, successors=["songling", "hetang"], since=LATER))
    assert follow(santangjie, "liuxi", LATER) == "hetang"


def test_dissolved_unit_leaves_the_quota_and_its_tickets_are_taken_over(santangjie: Any) -> None:
    santangjie.do(DISSOLUTION)
    assert follow(santangjie, "jingui", DAY, Purpose.TICKETS) == "liuxi"
    assert follow(santangjie, "jingui", DAY, Purpose.QUOTA) is None


def test_codes_of_a_closed_unit_are_free_for_the_successor(santangjie: Any) -> None:
    code = "430903100201"
    give = GiveCode(organisation="jingui", scheme=CodeScheme.DIVISION, code=code, since=DAY)
    santangjie.do(give)
    santangjie.do(MERGER)
    assert santangjie.do(replace(give, organisation="shiqiao"))


def test_closed_unit_changes_no_more(santangjie: Any) -> None:
    santangjie.do(MERGER)
    reason = santangjie.refusal(RenameOrganisation(organisation="jingui", name="新", since=LATER))
    assert reason.refusal.code == "organisations.closed"
    units = {"id": "jingui", "name": "金桂村", "successors": "shiqiao", "names": "石桥村"}
    assert reason.values == {**units, "closed": "2015-06-01"}


def test_closed_unit_is_no_successor(santangjie: Any) -> None:
    santangjie.do(MERGER)
    ask = replace(SPLIT, successors=["jingui", "hetang"], tickets="hetang", quota="hetang")
    assert santangjie.code_of(ask) == "organisations.closed"


@pytest.mark.parametrize(
    ("ask", "before", "after"),
    [
        (replace(MERGER, organisations=["jingui"]), 1, 1),
        (replace(MERGER, successors=["shiqiao", "liuxi"]), 2, 2),
        (replace(SPLIT, successors=["hetang"]), 1, 1),
        (replace(SPLIT, organisations=["liuxi", "jingui"]), 2, 2),
        (replace(DISSOLUTION, successors=["hetang"]), 1, 1),
    ],
)
def test_numbers_of_units_must_fit_the_change(
    santangjie: Any, ask: Any, before: int, after: int
) -> None:
    reason = santangjie.refusal(ask)
    assert reason.refusal.code == "organisations.reorganisation_counts"
    assert (reason.values["before"], reason.values["after"]) == (before, after)


@pytest.mark.parametrize(
    ("field", "what"), [("tickets", "问题台账"), ("quota", "名额")], ids=["tickets", "quota"]
)
def test_only_a_successor_takes_over(santangjie: Any, field: str, what: str) -> None:
    reason = santangjie.refusal(replace(SPLIT, **{field: "yuntai"}))
    assert reason.refusal.code == "organisations.not_a_successor"
    assert (reason.values["what"], reason.values["id"]) == (what, "yuntai")


def test_dissolved_unit_does_not_follow_itself(santangjie: Any) -> None:
    ask = replace(DISSOLUTION, tickets="jingui")
    assert santangjie.code_of(ask) == "organisations.dissolved_to_itself"


def test_reorganisation_of_tomorrow_is_refused(santangjie: Any) -> None:
    ask = replace(MERGER, since=date(2015, 12, 2))
    assert santangjie.code_of(ask) == "organisations.not_yet"


def test_reorganisation_before_a_known_one_is_refused(santangjie: Any) -> None:
    part = replace(SPLIT, successors=["liuxi", "hetang"], tickets="liuxi", quota="liuxi")
    santangjie.do(replace(part, since=LATER))
    assert santangjie.code_of(part) == "organisations.out_of_order"


def test_unit_that_took_something_over_existed_on_that_day(santangjie: Any) -> None:
    """Else a chain of successors could turn back on itself, and nobody would answer."""
    santangjie.do(replace(MERGER, since=LATER))
    gone = replace(DISSOLUTION, organisations=["shiqiao"], tickets="liuxi")
    reason = santangjie.refusal(gone)
    assert reason.refusal.code == "organisations.out_of_order"
    assert reason.values == {
        "id": "shiqiao",
        "name": "石桥村",
        "what": "承接",
        "since": "2015-06-01",
        "known": "2015-09-01",
    }
    assert santangjie.do(replace(gone, since=LATER))


def test_whoever_stands_in_now_is_the_last_of_the_chain(santangjie: Any) -> None:
    santangjie.do(MERGER)
    santangjie.do(replace(DISSOLUTION, organisations=["shiqiao"], tickets="liuxi", since=LATER))
    units = santangjie.standing(MERGER).roll.units
    assert [stand_in(units, unit, Purpose.TICKETS) for unit in ("jingui", "liuxi")] == ["liuxi"] * 2
    assert stand_in(units, "jingui", Purpose.QUOTA) is None
