"""Reported figures beside the register, and beside one another: neither trusted nor accused."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.amendments.annulling import AnnulFact
from taizhang_plugins.coverage.changing import DissolvePartyOrganisation
from taizhang_plugins.coverage.instructing import RecallInstructor
from taizhang_plugins.coverage.listing import CloseUnit
from taizhang_plugins.coverage.reconciling import ReportTotal
from taizhang_plugins.coverage.total_events import Against
from taizhang_plugins.coverage.total_rows import ReportedTotal

TODAY, NEW_YEAR = date(2012, 9, 12), date(2013, 1, 1)


def total(figure: str, matter: Any = "instructors", id: str = "t-1", **others: Any) -> ReportTotal:
    plain = {"total": id, "matter": matter, "figure": figure, "as_of": TODAY, "source": "讲话稿"}
    return ReportTotal(**(plain | others))


@pytest.mark.rule("S3-20")
@pytest.mark.rule("S3-25")
def test_two_figures_of_the_same_do_not_contradict_each_other(listed: Any, send: Any) -> None:
    listed.do(send())
    listed.do(total("200多名"))
    [second] = listed.do(total("229名", id="t-2"))
    assert second.against == [Against("t-1", "200多名", False)]
    assert (second.registered, second.refuted) == (1, True)
    row = listed.folded(ReportedTotal)["t-1",]
    assert (row.figure, row.low, row.high, row.registered) == ("200多名", 200, 299, 1)


@pytest.mark.rule("S3-25")
def test_two_figures_that_cannot_both_be_true_are_warned_of(listed: Any) -> None:
    listed.do(total("200多名"))
    codes = [w.refusal.code for w in listed.warnings(total("329名", id="t-2"))]
    assert codes == ["coverage.total_differs", "coverage.totals_contradict"]


@pytest.mark.rule("S3-25")
def test_figures_of_other_days_or_kinds_are_not_compared(listed: Any) -> None:
    listed.do(total("200多名"))
    others = ({"as_of": date(2012, 9, 11)}, {"kind": "社会组织"}, {"matter": "units"})
    for number, other in enumerate(others):
        [reported] = listed.do(total("329名", **({"id": f"o-{number}"} | other)))
        assert reported.against == []


@pytest.mark.rule("S3-27")
@pytest.mark.parametrize(
    ("figure", "refuted"), [("2家", False), ("80家", True), ("约2", False), ("2以上", False)]
)
def test_party_organisations_are_counted_on_the_day(
    counted: Any, found: Any, figure: str, refuted: bool
) -> None:
    counted.do(found())
    counted.do(found("qiye-2", "qiye-3", party_organisation="zhibu-2"))
    counted.do(found("qiye-5", party_organisation="zhibu-3"))
    counted.do(DissolvePartyOrganisation(party_organisation="zhibu-3", document="批复"))
    [reported] = counted.do(total(figure, "party_organisations", kind="非公有制企业"))
    assert (reported.registered, reported.refuted) == (2, refuted)


@pytest.mark.rule("S0-29")
def test_new_party_organisations_of_the_year_are_counted(counted: Any, found: Any) -> None:
    counted.do(found())
    counted.begin(NEW_YEAR)
    counted.do(found("qiye-2", party_organisation="zhibu-2"))
    counted.do(found("qiye-3", party_organisation="zhibu-3"))
    counted.do(DissolvePartyOrganisation(party_organisation="zhibu-3", document="批复"))
    [reported] = counted.do(total("2个", "founded", since=NEW_YEAR, as_of=NEW_YEAR))
    assert (reported.registered, reported.refuted) == (2, False)


@pytest.mark.rule("S0-29")
def test_what_was_founded_needs_its_first_day_and_nothing_else_does(listed: Any) -> None:
    for ask in (
        total("2", "founded"),
        total("2", "founded", since=date(2012, 9, 13)),
        total("2", "units", since=date(2012, 1, 1)),
    ):
        assert listed.code_of(ask) == "coverage.no_period"


def test_instructors_are_counted_while_they_serve(listed: Any, send: Any) -> None:
    listed.do(send(since=date(2012, 8, 1)))
    listed.do(send("zhidao-2", "xiehui", until=date(2012, 9, 30)))
    listed.begin(date(2012, 10, 1))
    listed.do(RecallInstructor(instructor="zhidao-1", reason="调动"))
    listed.begin(date(2012, 10, 2))
    days = {date(2012, 8, 1): 1, date(2012, 9, 30): 2, date(2012, 10, 1): 1, date(2012, 10, 2): 0}
    for number, (day, registered) in enumerate(days.items()):
        [reported] = listed.do(total("1", id=f"d-{number}", as_of=day))
        assert reported.registered == registered
    [reported] = listed.do(total("1", id="k", as_of=date(2012, 9, 30), kind="社会组织"))
    assert reported.registered == 1


def test_units_are_counted_while_they_are_listed(listed: Any) -> None:
    listed.begin(date(2012, 9, 20))
    listed.do(CloseUnit(organisation="qiye-1", reason="停产"))
    [before] = listed.do(total("9家", "units", as_of=date(2012, 9, 19)))
    [after] = listed.do(total("9家", "units", id="t-2", as_of=date(2012, 9, 20)))
    assert (before.registered, after.registered) == (9, 8)


def test_total_is_entered_once_and_not_for_a_day_to_come(listed: Any) -> None:
    listed.do(total("1"))
    assert listed.code_of(total("1")) == "coverage.exists"
    assert listed.code_of(total("1", id="t-2", as_of=date(2012, 9, 13))) == "coverage.future"


def test_total_that_was_annulled_is_compared_no_more(listed: Any) -> None:
    listed.do(total("200多名"))
    position = len(listed.log)
    listed.do(AnnulFact(fact=position, reason="抄错", evidence="原件"))
    assert listed.do(total("329名", id="t-2"))[0].against == []
