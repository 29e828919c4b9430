"""The unit itself reports, or a clerk for it, with what shows it."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.tickets.events import ProgressReported
from taizhang.domain.tickets.progress import ReportProgress
from taizhang.domain.tickets.rows import Ticket

COMMAND = ReportProgress(ticket="t", text="已备料", evidence="照片")


@pytest.mark.rule("S0-17")
def test_progress_is_recorded_with_its_evidence_and_reporter(assigned: Any) -> None:
    assert assigned.do(COMMAND, "village:jingui") == [
        ProgressReported(
            ticket="t",
            organisation="jingui",
            reporter="village:jingui",
            text="已备料",
            evidence="照片",
            finished=False,
        )
    ]


def test_progress_on_the_way_can_be_reported_again(assigned: Any) -> None:
    assigned.do(COMMAND, "village:jingui")
    assigned.do(replace(COMMAND, text="已动工"), "village:jingui")
    row = assigned.folded(Ticket)["t",]
    assert (row.state, row.progress) == ("assigned", "已动工")


def test_finished_work_waits_to_be_verified(mended: Any) -> None:
    assert mended.folded(Ticket)["t",].state == "mended"


def test_nothing_is_reported_on_what_waits_to_be_verified(mended: Any) -> None:
    reason = mended.refusal(COMMAND, "village:jingui")
    assert (reason.values["state"], reason.values["needed"]) == ("待验收", "整改中")


def test_nothing_is_reported_before_somebody_answers_for_it(opened: Any) -> None:
    assert opened.refusal(COMMAND, "village:jingui").values["state"] == "已登记"


def test_other_unit_reports_nothing(assigned: Any) -> None:
    reason = assigned.refusal(COMMAND, "village:shiqiao")
    assert reason.refusal.code == "commands.not_your_unit"
    assert reason.values == {"unit": "jingui", "name": "金桂村", "units": "shiqiao"}


def test_clerk_reports_for_the_unit_and_is_the_reporter(assigned: Any) -> None:
    assert assigned.do(COMMAND, "clerk")[0].reporter == "clerk"


def test_supervisor_reports_nothing(assigned: Any) -> None:
    assert assigned.code_of(COMMAND, "supervisor") == "commands.forbidden"
