"""Objections are recorded; one matter is followed through three kinds of body (S0-31)."""

from typing import Any

import pytest

from taizhang_plugins.deliberation.compliance import ComplianceList
from taizhang_plugins.deliberation.objecting import AnswerObjection, RaiseObjection
from taizhang_plugins.deliberation.rows import Matter
from taizhang_plugins.deliberation.tracing import JudgeMatter, TraceMatter
from taizhang_plugins.deliberation.watching_rows import MatterObjection

OF: dict[str, Any] = {"matter": "m-1", "organisation": "jingui"}
GROUP = "党务村务公开监督小组"
STOPPING = "监督小组有异议的，应当答复后再办理下一步。"
OBJECTION = RaiseObjection(**OF, objection="o-1", body=GROUP, text="预算没有附清单")
ANSWER = AnswerObjection(**OF, objection="o-1", answer="已补附清单")
TRACE = TraceMatter(**OF, body="民主理财小组", finding="工程款按进度支付")
JUDGE = JudgeMatter(**OF, body="村级班子绩效考核述职评议会", verdict="办理及时")


@pytest.mark.rule("S0-23")
def test_an_objection_is_recorded_and_stops_nothing_by_itself(opened: Any) -> None:
    [raised] = opened.town.do(OBJECTION)
    assert (raised.before, raised.stops) == ("党支部提议", False)
    assert opened.town.folded(Matter)["m-1",].objections == 1
    assert opened.town.folded(ComplianceList)["jingui",].objections == ["o-1"]
    opened.later()
    assert opened.town.do(opened.sitting("党支部提议"))


@pytest.mark.rule("S0-23")
def test_it_stops_the_next_step_where_an_adopted_clause_says_so(opened: Any) -> None:
    opened.adopt(lambda section: section["objections"].update(stops=True, clause=STOPPING))
    opened.town.do(OBJECTION)
    opened.later()
    reason = opened.refused(opened.sitting("党支部提议"))
    assert (reason.refusal.code, reason.refusal.status) == ("deliberation.objection_open", 409)
    assert (reason.values["objection"], reason.clause) == ("o-1", STOPPING)
    opened.town.do(ANSWER)
    assert opened.town.do(opened.sitting("党支部提议"))
    row = opened.town.folded(MatterObjection)["o-1",]
    assert (row.answer, row.stops) == ("已补附清单", True)
    assert opened.town.folded(Matter)["m-1",].objections == 0


@pytest.mark.rule("S0-23")
def test_a_disclosure_is_stopped_as_well(resolved: Any) -> None:
    resolved.adopt(lambda section: section["objections"].update(stops=True, clause=STOPPING))
    resolved.town.do(OBJECTION)
    assert resolved.code(resolved.disclosure()) == "deliberation.objection_open"


def test_only_bodies_that_the_rules_name_object(opened: Any) -> None:
    ask = RaiseObjection(**OF, objection="o-1", body="老年协会", text="不同意")
    reason = opened.refused(ask)
    assert (reason.refusal.code, reason.values["bodies"]) == ("deliberation.unknown_body", GROUP)
    assert reason.clause is not None


def test_an_objection_is_answered_once_and_its_identifier_used_once(opened: Any) -> None:
    opened.town.do(OBJECTION)
    assert opened.code(OBJECTION) == "deliberation.taken"
    opened.open(matter="m-2")
    other = RaiseObjection(
        matter="m-2", organisation="jingui", objection="o-1", body=GROUP, text="另一项"
    )
    assert opened.code(other) == "deliberation.taken"
    opened.town.do(ANSWER)
    assert opened.code(ANSWER) == "domain.unknown"


@pytest.mark.rule("S0-31")
def test_one_matter_is_decided_traced_and_judged_by_three_kinds_of_body(resolved: Any) -> None:
    resolved.later()
    resolved.town.do(TRACE)
    resolved.town.do(JUDGE)
    row = resolved.town.folded(Matter)["m-1",]
    assert (row.traced, row.finding, row.verdict) == (1, "工程款按进度支付", "办理及时")
    assert resolved.town.folded(ComplianceList)["jingui",].traced == 1


@pytest.mark.rule("S0-31")
def test_what_is_not_resolved_is_neither_traced_nor_judged(opened: Any) -> None:
    for ask, what in ((TRACE, "跟踪督查"), (JUDGE, "述职评议")):
        reason = opened.refused(ask)
        assert (reason.refusal.code, reason.refusal.rule) == (
            "deliberation.not_resolved",
            "S0-31",
        )
        assert reason.values["what"] == what
        assert reason.clause is not None


@pytest.mark.rule("S0-31")
def test_bodies_that_decide_do_not_trace(resolved: Any) -> None:
    ask = TraceMatter(**OF, body="村两委会", finding="好")
    reason = resolved.refused(ask)
    assert reason.refusal.code == "deliberation.unknown_body"
    assert reason.values["bodies"] == "党务村务公开监督小组、民主理财小组、村民理事会"


@pytest.mark.rule("S0-31")
def test_judged_after_traced_where_the_rules_ask_for_it(resolved: Any) -> None:
    reason = resolved.refused(JUDGE)
    assert reason.refusal.code == "deliberation.not_traced"
    assert reason.clause == "本单位的选择：文件未写先督查后评议，演示选择先跟踪督查，再述职评议"
    resolved.adopt(lambda section: section["judging"].update(after_tracing=False))
    assert resolved.town.do(JUDGE)


@pytest.mark.rule("S0-31")
def test_where_the_rules_name_nobody_nothing_is_traced(resolved: Any) -> None:
    resolved.adopt(lambda section: section.pop("tracing"))
    assert resolved.code(TRACE) == "deliberation.not_provided"


def test_a_supervisor_objects_and_traces_but_enters_no_step(resolved: Any) -> None:
    assert resolved.town.do(OBJECTION, "supervisor")
    assert resolved.town.do(TRACE, "supervisor")
    assert (
        resolved.refused(resolved.disclosure(), "supervisor").refusal.code == "commands.forbidden"
    )
