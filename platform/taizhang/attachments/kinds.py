"""Kinds: what a file is by its bytes. Its name says nothing that anybody may rely on."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Literal

Kind = Literal[
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/tiff",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
]
"""What can be told by its bytes, and so may be allowed."""

UNKNOWN = "application/octet-stream"
_STARTS: Sequence[tuple[bytes, Kind]] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_PARTS: Mapping[str, Kind] = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def kind_of(content: bytes) -> str:
    """The MIME type that the bytes show, or `application/octet-stream`."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    return _in_archive(content) if content.startswith(b"PK\x03\x04") else UNKNOWN


def _in_archive(content: bytes) -> str:
    """Word and Excel files are archives with a part of a set name; nothing is unpacked."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return UNKNOWN
    return next((kind for part, kind in _PARTS.items() if part in names), UNKNOWN)
