"""Files are recorded by hash, size, type and name, within the tenant's limits."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.reports.commands import RecordAttachment
from taizhang.domain.reports.contents import Attachment
from taizhang.domain.reports.events import AttachmentStored
from taizhang.domain.reports.rows import Report
from taizhang.domain.reports.versions import StoredFile
from taizhang.events.tags import tags_of

UNIT = "jingui"
ACTOR = "village:jingui"
HASH = "a" * 64
OTHER = "b" * 64


def record(unit: str = UNIT, *, size: int = 7, type: str = "application/pdf") -> RecordAttachment:
    return RecordAttachment(
        organisation=unit, sha256=HASH, size=size, type=type, name="述职报告.pdf"
    )


def test_file_is_recorded_with_who_sent_it(villages: Any, on_behalf: Callable[..., Any]) -> None:
    [event] = on_behalf(villages, record(), "system", ACTOR)
    assert event == AttachmentStored(
        organisation=UNIT,
        sha256=HASH,
        size=7,
        type="application/pdf",
        name="述职报告.pdf",
        uploader=ACTOR,
    )
    assert tags_of(event) == [f"organisation:{UNIT}", f"attachment:{HASH}"]
    row = villages.folded(StoredFile)[UNIT, HASH]
    assert (row.name, row.uploader, row.stored_on) == ("述职报告.pdf", ACTOR, villages.today)


def test_same_bytes_are_recorded_once_a_unit(villages: Any) -> None:
    assert villages.do(record(), "system")
    assert villages.do(record(), "system") == []
    assert villages.do(record("shiqiao"), "system")


@pytest.mark.parametrize("actor", ["clerk", ACTOR, "secretary"])
def test_nobody_records_a_file_by_hand(villages: Any, actor: str) -> None:
    assert villages.code_of(record(), actor) == "commands.forbidden"


def test_largest_file_is_taken_and_one_byte_more_is_refused(villages: Any) -> None:
    assert villages.do(record(size=10_000_000), "system")
    reason = villages.refusal(record(size=10_000_001), "system")
    assert (reason.refusal.code, reason.refusal.status) == ("reports.attachment_too_large", 413)
    assert reason.values == {"size": 10_000_001, "maximum": 10_000_000}
    assert reason.clause == "本单位的选择：文件未写附件，演示选择每个附件最多 10 兆字节"


def test_type_that_the_tenant_does_not_take_is_refused(villages: Any) -> None:
    reason = villages.refusal(record(type="image/tiff"), "system")
    assert (reason.refusal.code, reason.refusal.status) == ("reports.attachment_type", 415)
    assert reason.values == {
        "type": "image/tiff",
        "types": "application/pdf、image/jpeg、image/png",
    }
    assert reason.clause == "本单位的选择：文件未写附件，演示选择 PDF、JPEG 和 PNG 三种"


def test_unit_that_is_not_registered_has_no_files(villages: Any) -> None:
    assert villages.code_of(record("nowhere"), "system") == "domain.unknown"


def test_report_names_files_and_the_log_says_what_they_are(
    villages: Any, report: Callable[..., Any], stored: Callable[..., Any]
) -> None:
    villages.given(stored(UNIT), stored(UNIT, OTHER, "会议照片.jpg"))
    villages.do(report(UNIT, attachments=[OTHER, HASH, OTHER]), ACTOR)
    assert villages.folded(Report)["c", UNIT].attachments == [
        Attachment(sha256=OTHER, size=7, type="application/pdf", name="会议照片.jpg"),
        Attachment(sha256=HASH, size=7, type="application/pdf", name="述职报告.pdf"),
    ]


def test_file_that_was_not_uploaded_for_this_unit_is_refused(
    villages: Any, report: Callable[..., Any], stored: Callable[..., Any]
) -> None:
    villages.given(stored("shiqiao"))
    reason = villages.refusal(report(UNIT, attachments=[HASH]), ACTOR)
    assert (reason.refusal.code, reason.refusal.status) == ("reports.attachment_unknown", 404)


def test_more_files_than_the_tenant_takes_are_refused(
    villages: Any, report: Callable[..., Any], stored: Callable[..., Any]
) -> None:
    hashes = [f"{number:064x}" for number in range(11)]
    villages.given(*(stored(UNIT, each) for each in hashes))
    assert villages.do(report(UNIT, attachments=hashes[:10]), ACTOR)
    reason = villages.refusal(report("shiqiao", attachments=hashes), "village:shiqiao")
    assert reason.refusal.code == "reports.too_many_attachments"
    assert reason.values == {"files": 11, "maximum": 10}
    assert reason.clause == "本单位的选择：文件未写附件，演示选择每份报告最多 10 个"
