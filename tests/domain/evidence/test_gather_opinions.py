"""Whose opinions were heard, how, and what for."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.cycles.enrolling import EnrolUnits, WithdrawSubject
from taizhang.domain.evidence.events import OpinionsGathered
from taizhang.domain.evidence.rows import Consultation, UnitEvidence
from taizhang.domain.reports.events import AttachmentStored

PEOPLE = "采取多种方式,广泛听取基层党员群众意见"
FILE = AttachmentStored(
    organisation="jingui",
    sha256="a" * 64,
    size=7,
    type="application/pdf",
    name="座谈会记录.pdf",
    uploader="clerk",
)


@pytest.mark.rule("S0-05")
def test_village_enters_whom_it_listened_to(villages: Any, consulted: Any) -> None:
    assert villages.do(consulted(), "village:jingui") == [
        OpinionsGathered(
            consultation="o-1",
            cycle="c",
            organisation="jingui",
            purpose="report",
            way="座谈会",
            heard={"党员": 12, "群众": 30},
            opinions="希望多公开村务。",
            inputs=[],
            attachment=None,
        )
    ]


@pytest.mark.rule("S0-05")
def test_list_of_a_unit_names_its_consultations(villages: Any, consulted: Any) -> None:
    villages.do(consulted())
    villages.do(consulted("o-2", purpose="assessment", heard={"群众": 5}))
    row = villages.folded(UnitEvidence)["c", "jingui"]
    assert (row.before_report, row.for_assessment, row.people) == (["o-1"], ["o-2"], 47)


def test_consultation_is_shown_with_its_day_and_its_heads(villages: Any, consulted: Any) -> None:
    villages.do(consulted())
    row = villages.folded(Consultation)["o-1",]
    assert (row.held_on, row.people, row.way) == (villages.today, 42, "座谈会")


@pytest.mark.rule("S0-05")
def test_category_that_the_document_does_not_name_is_refused(villages: Any, consulted: Any) -> None:
    reason = villages.refusal(consulted(heard={"党员": 1, "路人": 2}))
    assert (reason.refusal.code, reason.refusal.rule) == ("evidence.unknown_category", "S0-05")
    assert reason.values == {"name": "路人", "names": "党员、群众"}
    assert reason.clause == PEOPLE


@pytest.mark.rule("S0-05")
def test_way_that_the_tenant_does_not_name_is_refused(villages: Any, consulted: Any) -> None:
    reason = villages.refusal(consulted(way="电话"))
    assert reason.refusal.code == "evidence.unknown_way"
    assert reason.values == {"name": "电话", "names": "座谈会、入户走访、个别谈话、问卷调查"}
    assert reason.clause == ("本单位的选择：文件写“采取多种方式”，未列出是哪些方式，演示选择这四种")


def test_tenant_that_names_none_takes_any_category_and_way(branches: Any, consulted: Any) -> None:
    heard = consulted(organisation="jiaogong-1", way="电话", heard={"学生": 3})
    assert branches.do(heard)[0].heard == {"学生": 3}


def test_attachment_must_have_been_uploaded_for_the_unit(villages: Any, consulted: Any) -> None:
    command = consulted(attachment="a" * 64)
    assert villages.code_of(command) == "reports.attachment_unknown"
    assert villages.given(FILE).do(command)[0].attachment == "a" * 64


@pytest.mark.rule("S0-15")
def test_opinions_say_which_input_of_the_grade_they_speak_to(villages: Any, consulted: Any) -> None:
    reason = villages.refusal(consulted(inputs=["重点任务完成情况", "态度"]))
    assert (reason.refusal.code, reason.values["input"]) == ("evidence.unknown_input", "态度")
    assert reason.clause == "重点考核基层党建工作履职情况、重点任务完成情况和整改措施落实情况"


@pytest.mark.rule("S0-15")
def test_village_does_not_listen_for_its_own_assessment(villages: Any, consulted: Any) -> None:
    command = consulted(purpose="assessment")
    reason = villages.refusal(command, "village:jingui")
    assert (reason.refusal.code, reason.refusal.status) == ("evidence.not_by_the_unit", 403)
    assert reason.values == {"name": "金桂村"}
    assert reason.clause == "采取多种方式,广泛听取基层党员群众意见"
    assert villages.do(command, "clerk")


def test_unit_enters_its_own_only(villages: Any, consulted: Any) -> None:
    assert villages.code_of(consulted(), "village:shiqiao") == "commands.not_your_unit"


def test_unit_outside_the_cycle_is_named_by_its_name(villages: Any, consulted: Any) -> None:
    reason = villages.refusal(consulted(organisation="liuxi"))
    assert reason.refusal.code == "domain.not_assessed"
    assert reason.values == {"subject": "liuxi", "name": "柳溪村", "cycle": "c"}


def test_unit_that_was_withdrawn_is_assessed_no_more(villages: Any, consulted: Any) -> None:
    villages.do(WithdrawSubject(cycle="c", subject="jingui", reason="书记空缺"))
    reason = villages.refusal(consulted())
    assert reason.refusal.code == "domain.not_assessed"
    assert reason.values == {"subject": "jingui", "name": "金桂村", "cycle": "c"}
    villages.do(EnrolUnits(cycle="c", subjects=["jingui"]))
    assert villages.do(consulted())


def test_successor_is_assessed_in_place_of_a_unit_that_is_gone(
    villages: Any, consulted: Any, succeeded: Any
) -> None:
    villages.given(*succeeded("jingui", "liuxi"))
    assert villages.code_of(consulted()) == "domain.not_assessed"
    assert villages.do(consulted(organisation="liuxi"))


def test_unit_that_another_joined_is_assessed_still(
    villages: Any, consulted: Any, succeeded: Any
) -> None:
    villages.given(*succeeded("shiqiao", "jingui", joined=True))
    assert villages.do(consulted())


def test_unknown_unit_is_refused(villages: Any, consulted: Any) -> None:
    assert villages.refusal(consulted(organisation="x")).values == {"kind": "单位", "id": "x"}


def test_identifier_is_given_once(villages: Any, consulted: Any) -> None:
    villages.do(consulted())
    assert villages.code_of(consulted(organisation="shiqiao")) == "domain.taken"


def test_tenant_without_the_section_takes_none(hunan: Any, consulted: Any) -> None:
    village = "qingshan"
    hunan.assessing(village)
    assert hunan.code_of(consulted(organisation=village)) == "rules.not_adopted"


def test_two_of_one_identifier_make_a_conflict(
    villages: Any, consulted: Any, boundary: Any, selected: Any
) -> None:
    [first] = villages.do(consulted())
    assert selected(boundary(replace(consulted(), organisation="shiqiao")), first)
