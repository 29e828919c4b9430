"""Minutes are signed as they stand; a new text is unsigned."""

from typing import Any

import pytest

from taizhang.domain.meetings.events import MinutesSigned
from taizhang.domain.meetings.minutes import RecordMinutes, SignMinutes
from taizhang.domain.meetings.rows import Meeting

COMMAND = SignMinutes(meeting="m")
MINUTES = RecordMinutes(meeting="m", text="逐村研判。", taken_by="teller")


@pytest.mark.rule("S2-17")
def test_signature_names_the_account_that_signed(town: Any) -> None:
    town.do(MINUTES)
    assert town.do(COMMAND, "secretary") == [
        MinutesSigned(meeting="m", cycle="c", signer="secretary")
    ]
    row = town.folded(Meeting)["m",]
    assert (row.taken_by, row.signed_by) == ("teller", ["secretary"])


def test_nothing_is_signed_that_was_not_written(town: Any) -> None:
    assert town.refusal(COMMAND, "secretary").values == {"kind": "会议记录", "id": "m"}


def test_signing_twice_changes_nothing(town: Any) -> None:
    town.do(MINUTES)
    town.do(COMMAND, "secretary")
    assert town.do(COMMAND, "secretary") == []


@pytest.mark.rule("S2-17")
def test_new_text_is_signed_anew(town: Any) -> None:
    town.do(MINUTES)
    town.do(COMMAND, "secretary")
    town.do(MINUTES)
    assert town.folded(Meeting)["m",].signed_by == []
    assert town.do(COMMAND, "secretary")


def test_village_secretary_signs_nothing(town: Any) -> None:
    town.do(MINUTES)
    assert town.code_of(COMMAND, "village:jingui") == "commands.forbidden"
