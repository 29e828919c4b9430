"""What was learnt in a year becomes a standing rule, which another may replace."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.institutions.enacting import RepealInstitution
from taizhang.domain.institutions.events import (
    InstitutionEnacted,
    InstitutionRepealed,
    InstitutionReplaced,
)
from taizhang.domain.institutions.rows import Institution

WANTED = "村(社区)支部书记基层党建工作述职评议考核制度"
CLAUSE = f"建立健全{WANTED},确保这项工作制度化、常态化、长效化"
REPEAL = RepealInstitution(institution="r-1", reason="上级另有规定", until=date(2017, 6, 30))


@pytest.fixture
def enacted(town: Any, enact: Any) -> Any:
    town.do(enact)
    return town


@pytest.fixture
def second(enact: Any) -> Any:
    return replace(
        enact, institution="r-2", name="述职评议考核办法", effective_from=date(2017, 1, 1)
    )


@pytest.mark.rule("S0-21")
def test_standing_rule_is_kept_with_what_it_answers_and_what_was_learnt(
    town: Any, enact: Any
) -> None:
    assert town.do(enact, "secretary") == [
        InstitutionEnacted(
            institution="r-1",
            name="述职评议考核办法（试行）",
            number="三党发〔2016〕1号",
            body="镇党委",
            effective_from=date(2016, 1, 1),
            text="第一条 每年第四季度开展一次述职评议考核。",
            answers=WANTED,
            experience="先听取意见再写报告，逐一点评。",
            cycles=["c"],
        )
    ]
    row = town.folded(Institution)["r-1",]
    assert (row.state, row.answers, row.cycles) == ("enacted", WANTED, ["c"])


@pytest.mark.rule("S0-21")
def test_what_the_document_does_not_ask_for_is_told(town: Any, enact: Any) -> None:
    reason = town.refusal(replace(enact, answers="考勤制度"))
    assert (reason.refusal.code, reason.refusal.rule) == ("institutions.not_wanted", "S0-21")
    assert reason.values == {"answers": "考勤制度", "wanted": WANTED}
    assert reason.clause == CLAUSE


def test_standing_rule_of_another_kind_is_entered_without(town: Any, enact: Any) -> None:
    assert town.do(replace(enact, answers=None, cycles=[]))[0].answers is None


@pytest.mark.rule("S0-21")
def test_another_body_enacts_nothing(town: Any, enact: Any) -> None:
    reason = town.refusal(replace(enact, body="村委会"))
    assert reason.refusal.code == "institutions.not_competent"
    assert reason.values == {"body": "村委会", "bodies": "镇党委"}
    assert reason.clause == "本单位的选择：文件以镇党委为主语，未写由谁发文，演示选择镇党委"


def test_cycle_that_there_was_not_teaches_nothing(town: Any, enact: Any) -> None:
    assert town.refusal(replace(enact, cycles=["c", "c-1"])).values["id"] == "c-1"


def test_identifier_is_given_once(enacted: Any, enact: Any) -> None:
    assert enacted.code_of(enact) == "domain.taken"


@pytest.mark.rule("S0-21")
def test_later_rule_takes_the_place_of_the_first(enacted: Any, second: Any) -> None:
    [_, replaced] = enacted.do(replace(second, replaces="r-1"))
    assert replaced == InstitutionReplaced(institution="r-1", by="r-2", until=date(2016, 12, 31))
    row = enacted.folded(Institution)["r-1",]
    assert (row.state, row.until, row.replaced_by) == ("replaced", date(2016, 12, 31), "r-2")
    assert enacted.folded(Institution)["r-2",].state == "enacted"


def test_rule_is_not_replaced_before_it_holds(enacted: Any, second: Any) -> None:
    early = replace(second, replaces="r-1", effective_from=date(2016, 1, 1))
    reason = enacted.refusal(early)
    assert reason.refusal.code == "institutions.ended_before_begun"
    assert reason.values == {"id": "r-1", "since": "2016-01-01", "until": "2015-12-31"}


def test_rule_that_there_is_not_is_not_replaced(town: Any, second: Any) -> None:
    assert town.code_of(replace(second, replaces="r-9")) == "domain.unknown"


@pytest.mark.rule("S0-21")
def test_rule_is_repealed_with_the_reason(enacted: Any) -> None:
    assert enacted.do(REPEAL) == [
        InstitutionRepealed(institution="r-1", reason="上级另有规定", until=date(2017, 6, 30))
    ]
    row = enacted.folded(Institution)["r-1",]
    assert (row.state, row.repealed_because) == ("repealed", "上级另有规定")


def test_rule_ends_once(enacted: Any, second: Any) -> None:
    enacted.do(REPEAL)
    assert enacted.refusal(REPEAL).values["state"] == "已失效"
    assert enacted.refusal(replace(second, replaces="r-1")).values["state"] == "已失效"


def test_tenant_whose_document_asks_for_none_enters_none(university: Any, enact: Any) -> None:
    assert university.code_of(replace(enact, cycles=[])) == "rules.not_adopted"


def test_replacing_and_repealing_at_once_make_a_conflict(
    enacted: Any, second: Any, boundary: Any, selected: Any
) -> None:
    [repealed] = enacted.do(REPEAL)
    assert selected(boundary(replace(second, replaces="r-1")), repealed)


def test_village_enacts_nothing(town: Any, enact: Any) -> None:
    assert town.code_of(enact, "village:jingui") == "commands.forbidden"
