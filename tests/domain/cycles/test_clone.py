"""A cycle is opened with last year's subjects as they exist now; what has changed is told."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.cycles.cloning import CloneCycle
from taizhang.domain.cycles.enrolling import WithdrawSubject
from taizhang.domain.cycles.events import CycleCloned, CycleOpened, SubjectEnrolled
from taizhang.domain.cycles.rows import Cycle
from taizhang.domain.grades.events import SubjectClassed
from taizhang.domain.organisations.changing import RenameOrganisation
from taizhang.domain.organisations.events import OrganisationRegistered

COMMAND = CloneCycle(cycle="c2016", year=2016, title="2016年度述职评议考核", source="c")
NEXT_YEAR = date(2016, 10, 8)


def units(events: list[Any]) -> list[str]:
    return [event.organisation for event in events if isinstance(event, SubjectEnrolled)]


def told(town: Any) -> dict[str, Any]:
    return {reason.refusal.code: reason.values for reason in town.warnings(COMMAND)}


@pytest.mark.rule("S0-01")
def test_it_has_the_subjects_of_the_year_before(town: Any, listed: Any) -> None:
    before = listed(town)
    town.begin(NEXT_YEAR)
    events = town.do(COMMAND)
    assert set(units(events)) == before
    assert isinstance(events[0], CycleOpened)
    assert (events[0].year, events[0].organiser) == ("2016", "镇党委")
    assert events[-1] == CycleCloned(cycle="c2016", source="c")
    assert town.folded(Cycle)["c2016",].source == "c"


def test_where_nothing_has_changed_nobody_is_warned(town: Any) -> None:
    town.begin(NEXT_YEAR)
    assert told(town) == {}


def test_who_was_withdrawn_is_not_taken_over_but_told_as_left_out(town: Any) -> None:
    town.do(WithdrawSubject(cycle="c", subject="liuxi", reason="书记空缺"))
    town.begin(NEXT_YEAR)
    assert told(town) == {"cycles.left_out": {"count": 1, "names": "柳溪村"}}
    assert "liuxi" not in units(town.do(COMMAND))


def test_successor_stands_in_for_a_unit_that_is_gone(
    town: Any, reorganise: Any, confirmed: Any
) -> None:
    town.given(confirmed(), OrganisationRegistered(organisation="new", name="新设村", kind="村"))
    town.begin(NEXT_YEAR)
    town.do(reorganise("merger", ["jingui", "shiqiao"], ["new"], since=NEXT_YEAR))
    reasons = town.warnings(COMMAND)
    assert [reason.values for reason in reasons] == [
        {"name": "金桂村", "successor": "new", "successor_name": "新设村"},
        {"name": "石桥村", "successor": "new", "successor_name": "新设村"},
    ]
    assert {reason.refusal.code for reason in reasons} == {"cycles.clone_successor"}
    assert units(town.do(COMMAND)).count("new") == 1


def test_unit_that_nobody_follows_is_told(town: Any, reorganise: Any, confirmed: Any) -> None:
    town.given(confirmed())
    town.begin(NEXT_YEAR)
    town.do(reorganise("dissolution", ["jingui"], [], tickets="shiqiao", since=NEXT_YEAR))
    assert told(town) == {"cycles.clone_without": {"name": "金桂村"}}
    assert "jingui" not in units(town.do(COMMAND))


def test_renamed_unit_is_taken_over_and_told(town: Any) -> None:
    town.begin(NEXT_YEAR)
    town.do(RenameOrganisation(organisation="jingui", name="金桂新村", since=NEXT_YEAR))
    assert told(town) == {"cycles.clone_renamed": {"was": "金桂村", "name": "金桂新村"}}
    assert "jingui" in units(town.do(COMMAND))


@pytest.mark.rule("S0-01")
def test_new_village_is_told_as_left_out(town: Any) -> None:
    town.begin(NEXT_YEAR)
    town.given(OrganisationRegistered(organisation="new", name="新设村", kind="村"))
    assert told(town) == {"cycles.left_out": {"count": 1, "names": "新设村"}}


@pytest.mark.rule("S0-01")
def test_other_organiser_is_told(town: Any) -> None:
    town.begin(NEXT_YEAR)
    town.amend("cycles.organiser", body="街道党工委")
    assert told(town) == {"cycles.clone_organiser": {"was": "镇党委", "organiser": "街道党工委"}}


@pytest.mark.rule("S2-16")
def test_chosen_class_is_kept(town: Any) -> None:
    town.given(SubjectClassed(cycle="c", subject="jingui", group="重点村"))
    town.begin(NEXT_YEAR)
    assert SubjectClassed(cycle="c2016", subject="jingui", group="重点村") in town.do(COMMAND)


@pytest.mark.rule("S2-16")
def test_class_that_the_rules_name_no_more_is_told_and_not_kept(town: Any) -> None:
    town.given(SubjectClassed(cycle="c", subject="jingui", group="重点村"))
    town.begin(NEXT_YEAR)
    town.amend("grades.classes", names=["先进村", "后进村"])
    [reason] = town.warnings(COMMAND)
    assert reason.refusal.code == "cycles.clone_class"
    assert reason.values == {"name": "金桂村", "group": "重点村"}
    assert reason.clause == "本单位的选择：文件未写分类考核，演示选择按单位类别归类，不另设类别"
    assert not [event for event in town.do(COMMAND) if isinstance(event, SubjectClassed)]


def test_unknown_source_is_refused(town: Any) -> None:
    town.begin(NEXT_YEAR)
    reason = town.refusal(replace(COMMAND, source="nothing"))
    assert reason.refusal.code == "domain.unknown"
    assert reason.values == {"kind": "考核周期", "id": "nothing"}


def test_identifier_is_given_once(town: Any) -> None:
    assert town.code_of(replace(COMMAND, cycle="c")) == "domain.taken"


@pytest.mark.rule("S0-03")
def test_year_has_one_cycle_cloned_or_not(town: Any) -> None:
    assert town.code_of(replace(COMMAND, year=2015)) == "cycles.once_a_year"


@pytest.mark.rule("S0-03")
def test_it_is_cloned_in_its_season_only(town: Any) -> None:
    town.begin(date(2016, 9, 30))
    assert town.code_of(COMMAND) == "cycles.out_of_season"


def test_only_a_clerk_clones(town: Any) -> None:
    assert town.code_of(COMMAND, "secretary") == "commands.forbidden"
