"""A cycle is opened for units that exist, as often a year as the document says."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.cycles.events import CycleOpened, SubjectEnrolled
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.organisations.events import OrganisationLabelled, OrganisationRegistered
from taizhang.domain.organisations.rows import Organisation

VILLAGES = ["jingui", "shiqiao", "liuxi", "songling", "hetang", "zhuyuan", "yuntai", "zhengjie"]
COMMAND = OpenCycle(cycle="c2015", year=2015, title="2015年度述职评议考核", subjects=VILLAGES)
RECURRENCE = "组织开展一次村(社区)支部书记抓基层党建工作述职评议考核"


@pytest.mark.rule("S0-01")
def test_every_secretarys_unit_is_enrolled(santangjie: Any) -> None:
    opened, *enrolled = santangjie.do(COMMAND)
    assert (opened.cycle, opened.year, opened.subjects) == ("c2015", "2015", 8)
    assert enrolled == [SubjectEnrolled(cycle="c2015", organisation=v) for v in VILLAGES]


@pytest.mark.rule("S0-02")
def test_deadline_is_the_end_of_the_year(santangjie: Any) -> None:
    assert santangjie.do(COMMAND)[0].deadline == date(2015, 12, 31)


@pytest.mark.rule("S1-02")
def test_university_finishes_by_the_thirty_first_of_december(university: Any) -> None:
    subjects = ["jiaogong-1", "jiaogong-2"]
    command = OpenCycle(cycle="c2022", year=2022, title="2022年度", subjects=subjects)
    assert university.do(command)[0].deadline == date(2022, 12, 31)


@pytest.mark.rule("S0-02")
def test_deadline_is_the_one_of_the_tenants_own_document(hunan: Any) -> None:
    command = OpenCycle(cycle="c2020", year=2020, title="2020年", subjects=["qingshan"])
    assert hunan.do(command)[0].deadline == date(2020, 6, 30)


@pytest.mark.rule("S0-03")
def test_second_cycle_of_a_year_is_refused_with_the_clause(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    reason = santangjie.refusal(replace(COMMAND, cycle="c2015-2"))
    assert (reason.refusal.code, reason.refusal.rule) == ("cycles.once_a_year", "S0-03")
    assert reason.values == {"year": 2015, "held": 1, "allowed": 1}
    assert reason.clause.endswith(RECURRENCE)


@pytest.mark.rule("S0-03")
def test_next_year_has_its_own_cycle(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    santangjie.begin(date(2016, 10, 8))
    assert santangjie.do(replace(COMMAND, cycle="c2016", year=2016))[0].year == "2016"


@pytest.mark.rule("S0-03")
def test_document_that_allows_two_cycles_gets_two_and_no_third(santangjie: Any) -> None:
    santangjie.amend("cycles.recurrence", a_year=2).do(COMMAND)
    santangjie.do(replace(COMMAND, cycle="c2015-2"))
    reason = santangjie.refusal(replace(COMMAND, cycle="c2015-3"))
    assert reason.values == {"year": 2015, "held": 2, "allowed": 2}


def test_choice_of_the_tenant_is_named_as_such(hunan: Any) -> None:
    command = OpenCycle(cycle="c2020", year=2020, title="2020年", subjects=["qingshan"])
    hunan.do(command)
    reason = hunan.refusal(replace(command, cycle="c2020-2"))
    assert reason.clause.startswith("本单位的选择：文件是一次性的方案")


@pytest.mark.rule("S0-01")
def test_the_organiser_is_the_documents_own(santangjie: Any) -> None:
    opened = santangjie.do(COMMAND)[0]
    assert (opened.organiser, opened.level) == ("镇党委", "镇")


@pytest.mark.rule("S0-01")
def test_who_names_nobody_opens_it_for_every_village_secretary(santangjie: Any) -> None:
    opened, *enrolled = santangjie.do(replace(COMMAND, subjects=[]))
    assert (opened.subjects, {each.organisation for each in enrolled}) == (8, set(VILLAGES))


@pytest.mark.rule("S0-01")
def test_a_unit_of_another_kind_is_not_assessed(santangjie: Any) -> None:
    santangjie.given(OrganisationRegistered(organisation="school", name="学校", kind="学校"))
    assert santangjie.do(replace(COMMAND, subjects=[]))[0].subjects == 8


def test_units_may_be_named_by_kind(santangjie: Any) -> None:
    _, *enrolled = santangjie.do(replace(COMMAND, subjects=[], kinds=["社区"]))
    kinds = {unit[0]: row.kind for unit, row in santangjie.folded(Organisation).items()}
    assert {kinds[each.organisation] for each in enrolled} == {"社区"}


def test_units_may_be_named_by_label(santangjie: Any) -> None:
    day = date(2015, 11, 1)
    santangjie.given(OrganisationLabelled(organisation="liuxi", labels=["重点村"], since=day))
    _, *enrolled = santangjie.do(replace(COMMAND, subjects=[], labels=["重点村"]))
    assert [each.organisation for each in enrolled] == ["liuxi"]


def test_a_kind_that_nobody_is_of_is_refused(santangjie: Any) -> None:
    reason = santangjie.refusal(replace(COMMAND, subjects=[], kinds=["企业"]))
    assert (reason.refusal.code, reason.values) == ("cycles.nobody", {"sought": "企业"})
    assert reason.clause == "开展2015年度全镇村(社区)支部书记抓基层党建工作述职评议考核"


@pytest.mark.rule("S0-01")
def test_who_leaves_a_village_out_is_told_which(santangjie: Any) -> None:
    [reason] = santangjie.warnings(replace(COMMAND, subjects=VILLAGES[:6]))
    assert reason.refusal.code == "cycles.left_out"
    assert reason.values["count"] == 2
    assert set(reason.values["names"].split("、")) == {"云台村", "正街社区"}
    assert reason.clause == "开展2015年度全镇村(社区)支部书记抓基层党建工作述职评议考核"


def test_a_unit_that_exists_no_more_is_refused_by_name(santangjie: Any, reorganise: Any) -> None:
    santangjie.do(reorganise("merger", ["jingui", "shiqiao"], ["shiqiao"]))
    reason = santangjie.refusal(COMMAND)
    assert reason.refusal.code == "cycles.unit_gone"
    units = {"name": "金桂村", "names": "石桥村", "successors": "shiqiao"}
    assert reason.values == {**units, "closed": "2015-12-01"}


def test_identifier_is_given_once_even_for_another_year(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    reason = santangjie.refusal(replace(COMMAND, year=2016))
    assert reason.refusal.code == "domain.taken"
    assert reason.values == {"kind": "考核周期", "id": "c2015"}


def test_every_unknown_unit_is_told_at_once(santangjie: Any) -> None:
    reasons = santangjie.reasons(replace(COMMAND, subjects=["jingui", "nowhere", "nobody"]))
    assert [reason.values["id"] for reason in reasons] == ["nowhere", "nobody"]
    assert {reason.refusal.code for reason in reasons} == {"domain.unknown"}


def test_unit_named_twice_is_enrolled_once(santangjie: Any) -> None:
    opened, *enrolled = santangjie.do(replace(COMMAND, subjects=["jingui", "jingui"]))
    assert (opened.subjects, len(enrolled)) == (1, 1)


def test_only_a_clerk_opens_a_cycle(santangjie: Any) -> None:
    assert santangjie.code_of(COMMAND, "secretary") == "commands.forbidden"


def test_two_cycles_of_one_year_at_the_same_time_make_a_conflict(
    boundary: Any, selected: Any
) -> None:
    other = CycleOpened(cycle="x", year="2015", title="", deadline=date(2015, 12, 31), subjects=1)
    assert selected(boundary(COMMAND), other)
    assert not selected(boundary(COMMAND), replace(other, year="2016"))
