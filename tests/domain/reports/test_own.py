"""A report that a clerk entered counts once its unit has made it its own (代录)."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.reports.commands import AcceptReport, ConfirmReport, CoverReport, ReturnReport
from taizhang.domain.reports.contents import Attachment
from taizhang.domain.reports.events import ReportConfirmed, ReportCovered
from taizhang.domain.reports.rows import Report
from taizhang.domain.reports.versions import ReportEdition
from taizhang.errors import Refused

pytestmark = pytest.mark.rule("S0-06")

UNIT = "jingui"
NAME = "金桂村"
ACTOR = "village:jingui"
SCAN = "a" * 64
REVIEW = AcceptReport(cycle="c", organisation=UNIT)
CONFIRM = ConfirmReport(cycle="c", organisation=UNIT, version=1)
COVER = CoverReport(cycle="c", organisation=UNIT, version=1, scan=SCAN)


@pytest.fixture
def entered(villages: Any, report: Callable[..., Any]) -> Any:
    """A clerk has entered 金桂村's report, with all six heads."""
    villages.do(report(UNIT, range(1, 7)), "clerk")
    return villages


def test_who_entered_it_is_kept(entered: Any) -> None:
    assert entered.folded(Report)["c", UNIT].entered_by == "clerk"


def test_own_secretarys_report_needs_nothing_more(
    villages: Any, report: Callable[..., Any]
) -> None:
    [submitted] = villages.do(report(UNIT, range(1, 7)), ACTOR)
    assert submitted.entered_by is None
    assert villages.do(REVIEW, "secretary")


def test_review_is_refused_before_it_is_the_units_own(entered: Any) -> None:
    [reason] = entered.reasons(REVIEW, "secretary")
    assert reason.refusal.code == "reports.not_own"
    assert reason.values["ways"] == "述职人确认或附上扫描件"
    assert (reason.values["version"], reason.values["entered_by"]) == (1, "clerk")
    assert reason.clause.startswith("本单位的选择：文件未写代录")


def test_it_may_be_returned_all_the_same(entered: Any) -> None:
    command = ReturnReport(cycle="c", organisation=UNIT, reason="重写")
    assert entered.do(command, "secretary")


def test_secretarys_confirmation_makes_it_the_units_own(entered: Any) -> None:
    confirmed = ReportConfirmed(cycle="c", organisation=UNIT, version=1)
    assert entered.do(CONFIRM, ACTOR) == [confirmed]
    assert entered.folded(Report)["c", UNIT].owned_by == "confirmation"
    assert entered.folded(ReportEdition)["c", UNIT, 1].owned_by == "confirmation"
    assert entered.do(REVIEW, "secretary")


def test_scan_makes_it_the_units_own(entered: Any, stored: Callable[..., Any]) -> None:
    entered.given(stored(UNIT))
    scan = Attachment(sha256=SCAN, size=7, type="application/pdf", name="述职报告.pdf")
    covered = ReportCovered(cycle="c", organisation=UNIT, version=1, scan=scan)
    assert entered.do(COVER, "clerk") == [covered]
    row = entered.folded(Report)["c", UNIT]
    assert (row.owned_by, row.attachments) == ("scan", [scan])
    assert entered.folded(ReportEdition)["c", UNIT, 1].scan == scan
    assert entered.do(REVIEW, "secretary")


@pytest.mark.parametrize(
    ("own_by", "ways"), [(["confirmation"], "述职人确认"), (["scan"], "附上扫描件")]
)
def test_what_counts_is_the_tenants_choice(
    entered: Any, stored: Callable[..., Any], own_by: list[str], ways: str
) -> None:
    entered.given(stored(UNIT)).amend("reports.behalf", own_by=own_by)
    other = COVER if own_by == ["confirmation"] else CONFIRM
    entered.do(other, "clerk" if other is COVER else ACTOR)
    assert entered.refusal(REVIEW, "secretary").values["ways"] == ways


def test_tenant_that_asks_for_nothing_takes_it_as_it_is(entered: Any) -> None:
    entered.amend("reports.behalf", own_by=[])
    assert entered.do(REVIEW, "secretary")


@pytest.mark.parametrize("actor", ["village:shiqiao", "clerk", "secretary"])
def test_nobody_else_confirms(entered: Any, actor: str) -> None:
    assert entered.refusal(CONFIRM, actor).refusal.status == 403


def test_scan_must_have_been_uploaded_for_this_unit(
    entered: Any, stored: Callable[..., Any]
) -> None:
    entered.given(stored("shiqiao"))
    reason = entered.refusal(COVER, "clerk")
    assert reason.refusal.code == "reports.attachment_unknown"
    assert reason.values == {"unit": UNIT, "name": NAME, "sha256": SCAN}


def test_version_that_was_not_read_is_not_confirmed(
    entered: Any, report: Callable[..., Any]
) -> None:
    entered.do(ReturnReport(cycle="c", organisation=UNIT, reason="重写"), "secretary")
    entered.do(report(UNIT, range(1, 7)), "clerk")
    reason = entered.refusal(CONFIRM, ACTOR)
    assert reason.refusal.code == "reports.another_version"
    assert reason.values == {"read": 1, "version": 2}


def test_confirmation_of_one_version_does_not_count_for_the_next(
    entered: Any, report: Callable[..., Any]
) -> None:
    entered.do(CONFIRM, ACTOR)
    entered.do(ReturnReport(cycle="c", organisation=UNIT, reason="重写"), "secretary")
    entered.do(report(UNIT, range(1, 7)), "clerk")
    assert entered.code_of(REVIEW, "secretary") == "reports.not_own"


def test_it_is_made_the_units_own_once(entered: Any) -> None:
    entered.do(CONFIRM, ACTOR)
    reason = entered.refusal(CONFIRM, ACTOR)
    assert reason.refusal.code == "reports.own_already"
    assert reason.values == {"unit": UNIT, "name": NAME, "version": 1}


def test_clerk_may_name_the_secretary_for_whom_it_is_entered(
    villages: Any, report: Callable[..., Any], on_behalf: Callable[..., Any]
) -> None:
    [submitted] = on_behalf(villages, report(UNIT), "clerk", ACTOR)
    assert submitted.entered_by == "clerk"


@pytest.mark.parametrize("behalf", ["village:shiqiao", "secretary", "nobody"])
def test_only_the_units_own_secretary_can_be_named(
    villages: Any, report: Callable[..., Any], on_behalf: Callable[..., Any], behalf: str
) -> None:
    with pytest.raises(Refused) as refused:
        on_behalf(villages, report(UNIT), "clerk", behalf)
    [reason] = refused.value.reasons
    assert reason.refusal.code == "reports.not_its_secretary"
    assert reason.values == {"actor": behalf, "unit": UNIT, "name": NAME}
