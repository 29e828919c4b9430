"""Golden payloads are added where one is missing; what is there stays as it was written."""

from pathlib import Path
from typing import Any

import pytest

from taizhang.events.event import Event

from .conftest import Golden, Goldens


def _named(body: dict[str, Any]) -> dict[str, Any]:
    return {"title": body["name"], "pages": 1}


class Printed(Event, name="books.printed"):
    name: str


class PrintedWithPages(Event, name="books.printed", version=2, upcasts={1: _named}):
    title: str
    pages: int


class Published(Event, name="books.published"):
    name: str


@pytest.fixture
def first(tmp_path: Path) -> Goldens:
    """The payloads of a release that knows one event in its first version."""
    goldens = Goldens(tmp_path, [Printed])
    goldens.add()
    return goldens


def held(goldens: Goldens) -> dict[tuple[str, int], Golden]:
    return {(golden.name, golden.version): golden for golden in goldens.all()}


def test_a_missing_payload_is_added(first: Goldens) -> None:
    assert first.missing() == []
    assert held(first)["books.printed", 1].told["written"] == {"name": "name-示例"}


def test_the_same_is_added_anywhere(first: Goldens, tmp_path_factory: Any) -> None:
    again = Goldens(tmp_path_factory.mktemp("elsewhere"), [Printed])
    again.add()
    assert again.all() == first.all()


def test_what_is_there_is_never_rewritten(first: Goldens) -> None:
    (path,) = first.folder.iterdir()
    by_hand = path.read_text("utf-8").replace("name-示例", "书")
    path.write_text(by_hand, "utf-8")
    first.add()
    assert path.read_text("utf-8") == by_hand


def test_a_raised_version_lacks_its_payload_and_how_it_reads_the_older(first: Goldens) -> None:
    raised = Goldens(first.folder, [PrintedWithPages])
    assert raised.missing() == [("books.printed", 2)]
    assert held(raised)["books.printed", 1].reads_as(2) is None


def test_both_are_added_and_the_older_bytes_stay(first: Goldens) -> None:
    before = held(first)["books.printed", 1]
    raised = Goldens(first.folder, [PrintedWithPages])
    raised.add()
    after = held(raised)["books.printed", 1]
    assert raised.missing() == []
    assert after.reads_as(2) == {"title": "name-示例", "pages": 1}
    assert (after.data, after.told["written"]) == (before.data, before.told["written"])


def test_a_payload_of_an_older_version_is_not_made_up(tmp_path: Path) -> None:
    goldens = Goldens(tmp_path, [PrintedWithPages])
    goldens.add()
    assert goldens.missing() == [("books.printed", 1)]


def test_a_renamed_event_leaves_a_payload_that_nothing_reads(first: Goldens) -> None:
    renamed = Goldens(first.folder, [Published])
    renamed.add()
    assert renamed.strange() == [("books.printed", 1)]


def test_a_lowered_version_leaves_a_payload_that_nothing_reads(tmp_path: Path) -> None:
    Goldens(tmp_path, [PrintedWithPages]).add()
    assert Goldens(tmp_path, [Printed]).strange() == [("books.printed", 2)]
