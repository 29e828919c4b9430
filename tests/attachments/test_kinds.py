"""What a file is, is told by its bytes."""

import io
import zipfile
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.attachments.kinds import UNKNOWN, Kind, kind_of

OFFICE = "application/vnd.openxmlformats-officedocument"


def archive(*parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for part in parts:
            file.writestr(part, "<x/>")
    return made.getvalue()


KINDS: list[tuple[bytes, str]] = [
    (b"%PDF-1.7\n", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
    (b"\xff\xd8\xff\xe0", "image/jpeg"),
    (b"II*\x00\x08", "image/tiff"),
    (b"MM\x00*\x00", "image/tiff"),
    (archive("word/document.xml"), f"{OFFICE}.wordprocessingml.document"),
    (archive("xl/workbook.xml"), f"{OFFICE}.spreadsheetml.sheet"),
    (archive("readme.txt"), UNKNOWN),
    (archive("word/document.xml")[:-4], UNKNOWN),
    (b"PK\x03\x04", UNKNOWN),
    (b"<html><script>", UNKNOWN),
    (b"MZ\x90\x00", UNKNOWN),
    (b"", UNKNOWN),
]


@pytest.mark.parametrize(("content", "kind"), KINDS)
def test_bytes_tell_the_kind(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


def test_whatever_a_tenant_may_allow_is_told_by_its_bytes() -> None:
    assert {kind for _, kind in KINDS} - {UNKNOWN} == set(get_args(Kind))


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"%PD", b"\x89PNG"]))
def test_any_bytes_have_a_kind(rest: bytes, start: bytes) -> None:
    assert "/" in kind_of(start + rest)
