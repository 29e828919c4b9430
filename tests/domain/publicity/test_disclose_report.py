"""A report may be disclosed within a certain scope: as it was accepted (S0-14)."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.publicity.documents import sha256_of
from taizhang.domain.publicity.ending import WithdrawPublicity
from taizhang.domain.publicity.rows import Publication

CLAUSE = "述职报告可在一定范围内公开,接受基层党组织和党员群众监督"
TEXT = """金桂村述职报告
1. 履行第一责任人职责,研究部署基层党建重要工作、重大活动,协调解决重点、难点问题,\
特别是对查摆剖析的党建工作突出问题整改落实情况
抓了组织生活
2. 整顿软弱涣散基层党组织,加强村支“两委”班子建设,建立健全“四位一体”工作机制,\
落实“四议两公开”等民主管理制度,坚决杜绝基层干部不正之风和违法违纪行为发生
补上台账
整改承诺
1. 每月一次主题党日"""


@pytest.mark.rule("S0-14")
def test_accepted_report_is_disclosed_word_for_word_with_its_hash(
    village: Any, disclosure: Any
) -> None:
    [started] = village.do(disclosure)
    assert (started.act, started.matter, started.version) == ("disclosure", "report", 1)
    assert started.text == TEXT
    assert started.sha256 == sha256_of(TEXT)


@pytest.mark.rule("S0-14")
def test_disclosure_has_no_end_where_the_document_sets_none(village: Any, disclosure: Any) -> None:
    [started] = village.do(disclosure)
    assert (started.until, started.calendar) == (None, None)


@pytest.mark.rule("S0-14")
def test_village_discloses_its_own_report(village: Any, disclosure: Any) -> None:
    assert village.do(disclosure, "village:jingui")


def test_village_discloses_no_other_report(village: Any, disclosure: Any) -> None:
    assert village.code_of(disclosure, "village:shiqiao") == "commands.not_your_unit"


@pytest.mark.rule("S0-14")
def test_draft_is_not_disclosed(village: Any, disclosure: Any, submitted: Any) -> None:
    reason = village.given(submitted("jingui", 2)).refusal(disclosure)
    assert reason.refusal.code == "publicity.report_not_accepted"
    assert reason.values == {"name": "金桂村", "act": "公开"}


def test_next_accepted_version_is_disclosed_as_such(
    village: Any, disclosure: Any, accepted: Any
) -> None:
    [started] = village.given(*accepted("jingui", 2, "改写的成绩")).do(disclosure)
    assert started.version == 2
    assert "改写的成绩" in started.text


@pytest.mark.rule("S0-14")
def test_scope_is_one_of_the_tenants(village: Any, disclosure: Any) -> None:
    reason = village.refusal(replace(disclosure, scope="全镇各村(社区)党组"))
    assert reason.refusal.code == "publicity.foreign_scope"
    assert reason.values["allowed"] == "所在村(社区)党员和群众、全镇各村(社区)党组织"
    assert reason.values["hint"] == "；是否指“全镇各村(社区)党组织”？"
    assert reason.clause == "本单位的选择：文件只写“一定范围内”，演示选择这两种范围"


def test_what_the_document_does_not_arrange_is_refused(village: Any, disclosure: Any) -> None:
    reason = village.refusal(replace(disclosure, act="notice"))
    assert reason.refusal.code == "publicity.not_arranged"
    assert reason.values == {"act": "公示", "matter": "述职报告"}


def test_tenant_without_the_section_makes_nothing_public(hunan: Any, disclosure: Any) -> None:
    hunan.assessing("qingshan")
    command = replace(disclosure, organisation="qingshan")
    assert hunan.code_of(command) == "publicity.not_arranged"


def test_same_text_is_not_shown_twice_at_a_time(village: Any, disclosure: Any) -> None:
    village.do(disclosure)
    again = replace(disclosure, publication="d-2")
    reason = village.refusal(again)
    assert reason.refusal.code == "publicity.shown_already"
    assert reason.values["publication"] == "d-1"
    village.do(WithdrawPublicity(publication="d-1", reason="印错"))
    assert village.do(again)


def test_identifier_is_given_once(village: Any, disclosure: Any, accepted: Any) -> None:
    village.do(disclosure)
    village.given(*accepted("jingui", 2, "改写"))
    reason = village.refusal(disclosure)
    assert (reason.refusal.code, reason.values["id"]) == ("domain.taken", "d-1")


def test_nothing_of_accounts_is_in_the_text(village: Any, disclosure: Any) -> None:
    [started] = village.do(disclosure)
    for account in ("clerk", "village:", "p-jingui", "secretary"):
        assert account not in started.text


def test_register_shows_what_was_made_public(village: Any, disclosure: Any) -> None:
    village.do(disclosure)
    row = village.folded(Publication)["d-1",]
    assert (row.act, row.state, row.scope) == ("disclosure", "shown", "全镇各村(社区)党组织")
    assert (row.since, row.until, row.text) == (village.today, None, TEXT)


@pytest.mark.rule("S0-14")
def test_disclosure_is_optional(santangjie: Any) -> None:
    adopted = santangjie.authority.adoptions[-1].event
    [arrangement] = adopted.sections["publicity"]["arrangements"]
    assert (arrangement["required"], arrangement["clause"]) == (False, CLAUSE)


@pytest.mark.parametrize("actor", ["teller", "supervisor", "auditor"])
def test_others_disclose_nothing(village: Any, disclosure: Any, actor: str) -> None:
    assert village.code_of(disclosure, actor) == "commands.forbidden"


def test_two_units_do_not_wait_for_each_others_report(
    boundary: Any, selected: Any, disclosure: Any, submitted: Any
) -> None:
    assert selected(boundary(disclosure), submitted("jingui"))
    assert not selected(boundary(disclosure), submitted("shiqiao"))
