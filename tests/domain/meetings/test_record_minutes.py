"""Minutes belong to a meeting that was called."""

from typing import Any

import pytest

from taizhang.domain.meetings.events import MinutesRecorded
from taizhang.domain.meetings.minutes import RecordMinutes
from taizhang.domain.meetings.rows import Meeting

COMMAND = RecordMinutes(meeting="m", text="逐村研判，形成等次。")


@pytest.mark.rule("S2-17")
def test_minutes_are_recorded_and_shown(town: Any) -> None:
    recorded = MinutesRecorded(
        meeting="m", cycle="c", text="逐村研判，形成等次。", taken_by="clerk"
    )
    assert town.do(COMMAND) == [recorded]
    assert town.folded(Meeting)["m",].minutes == "逐村研判，形成等次。"


def test_meeting_must_have_been_called(town: Any) -> None:
    reason = town.refusal(RecordMinutes(meeting="m9", text="无"))
    assert (reason.refusal.code, reason.values) == ("domain.unknown", {"kind": "会议", "id": "m9"})


def test_only_a_clerk_records_minutes(town: Any) -> None:
    assert town.code_of(COMMAND, "secretary") == "commands.forbidden"
