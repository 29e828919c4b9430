"""The promises beside pay: what was done, and what proves it (S0-32)."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.amendments.annulling import AnnulFact
from taizhang_plugins.pay.promise_rows import Promise, PromiseYear
from taizhang_plugins.pay.promising import KeepPromise

ASK = KeepPromise(
    promise="1",
    year=2012,
    organisation="v",
    kind="duties",
    done="公开承诺八项职责",
    evidence="承诺书存根第 3 号",
)


@pytest.mark.rule("S0-32")
@pytest.mark.parametrize(
    ("kind", "called"), [("duties", "定权责"), ("prospects", "有前景"), ("security", "有保障")]
)
def test_a_promise_is_recorded_under_the_tenants_own_name(
    village: Any, kind: Any, called: str
) -> None:
    village.do(replace(ASK, kind=kind))
    row = village.folded(Promise)["1",]
    assert (row.kind, row.called, row.evidence) == (kind, called, "承诺书存根第 3 号")


def test_the_year_of_a_unit_says_which_promises_have_evidence(village: Any) -> None:
    village.do(ASK)
    village.do(replace(ASK, promise="2"))
    village.do(replace(ASK, promise="3", kind="security", person="a"))
    row = village.folded(PromiseYear)[2012, "v"]
    assert (row.duties, row.prospects, row.security, row.pay) == (2, 0, 1, False)


def test_an_annulled_promise_does_not_count(village: Any) -> None:
    village.do(ASK)
    village.do(AnnulFact(fact=len(village.log), reason="误录", evidence="核对表"))
    assert village.folded(PromiseYear) == {}


@pytest.mark.rule("S0-32")
def test_where_the_promises_were_not_stated_none_is_recorded(village: Any) -> None:
    adopted = village.authority.adoptions[-1].event
    section = {k: v for k, v in adopted.sections["pay"].items() if k != "promises"}
    village.given(replace(adopted, sections=adopted.sections | {"pay": section}))
    reason = village.refusal(ASK)
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.promises_not_chosen", "S0-32")
    assert reason.clause == "按照上年度农民人均纯收入的1.7倍确定村党支部书记报酬"


def test_a_number_is_used_once(village: Any) -> None:
    village.do(ASK)
    reason = village.refusal(replace(ASK, kind="security"))
    assert (reason.refusal.code, reason.values) == ("pay.promise_taken", {"promise": "1"})


def test_a_promise_to_no_unit_is_refused(village: Any) -> None:
    assert village.code_of(replace(ASK, organisation="nowhere")) == "domain.unknown"
