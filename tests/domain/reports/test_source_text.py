"""A speech of 3,396 counted characters passes on length under the department's rules.

The text belongs to its authors and is not kept here: only its SHA-256 and what it counts are. Where
the document lies in the folder `TAIZHANG_SOURCES`, it is counted itself; else a text of that length
takes its place.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taizhang.domain.reports.events import Section
from taizhang.measures.length import length

pytestmark = pytest.mark.rule("S1-07")

NAME = "003-xinshao-2012.txt"
SHA256 = "a08e0b85c26f23a0f6815017c5c1f5b1f62b3f300ab451bfcea7f0b1f2b05cff"
COUNTED = 3396
FOLDER = Path(os.environ.get("TAIZHANG_SOURCES", "")) if "TAIZHANG_SOURCES" in os.environ else None
MOST = 3500


@pytest.fixture
def speech() -> str:
    """The document, or a text that counts as many characters with as much between them."""
    if FOLDER is not None and (FOLDER / NAME).exists():
        data = (FOLDER / NAME).read_bytes()
        assert hashlib.sha256(data).hexdigest() == SHA256
        return data.decode()
    return "\n".join(["县" * 113] * 30 + ["县" * 6])


def test_it_counts_what_is_written_here(speech: str) -> None:
    assert length(speech, "without_whitespace") == COUNTED


def test_it_passes_on_length(branches: Any, report: Callable[..., Any], speech: str) -> None:
    command = report("jiaogong-1", [], extra=[Section(head=1, kind="other", text=speech)])
    [submitted] = branches.do(command, "branch:jiaogong-1")
    assert submitted.characters == COUNTED


def test_it_has_room_for_as_much_as_the_rule_leaves_and_no_more(
    branches: Any, report: Callable[..., Any], speech: str
) -> None:
    room = MOST - COUNTED
    longer = Section(head=1, kind="other", text=speech + "县" * (room + 1))
    reason = branches.refusal(report("jiaogong-1", [], extra=[longer]), "branch:jiaogong-1")
    assert reason.values == {"characters": MOST + 1, "maximum": MOST}
    assert reason.clause == "党支部书记的述职报告控制在3500字以内"
