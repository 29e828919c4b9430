"""Every declared field's value is a tag, each once; what is None is none."""

from typing import Annotated

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from taizhang.app import installed
from taizhang.events.event import Event
from taizhang.events.tags import Tag, mark_of, marked_fields, tags_of

VILLAGE, PERSON = Tag("village"), Tag("person")
VillageId = Annotated[str, VILLAGE, Meta(title="村")]
OTHER = Tag("other")


class Visited(Event, name="visits.visited", tags=("visit", "roster")):
    village: VillageId
    guide: Annotated[str | None, PERSON] = None
    people: list[Annotated[str, PERSON]]
    twins: list[VillageId] | None = None
    note: str = ""
    count: int = 0


names = st.text(min_size=1, max_size=5)


@given(names, st.none() | names, st.lists(names, max_size=5), st.none() | st.lists(names), names)
def test_every_declared_value_is_a_tag_once_and_nothing_else(
    village: str, guide: str | None, people: list[str], twins: list[str] | None, note: str
) -> None:
    event = Visited(village=village, guide=guide, people=people, twins=twins, note=note)
    expected = {"visit", "roster", f"village:{village}"}
    expected |= {f"person:{person}" for person in people}
    expected |= {f"person:{guide}"} if guide is not None else set()
    expected |= {f"village:{twin}" for twin in twins or ()}
    assert set(tags_of(event)) == expected
    assert len(tags_of(event)) == len(expected)


def test_tags_stand_in_the_order_of_the_fields() -> None:
    event = Visited(village="v", guide="g", people=["b", "a", "g"], twins=["v", "w"])
    assert tags_of(event) == [
        "visit",
        "roster",
        "village:v",
        "person:g",
        "person:b",
        "person:a",
        "village:w",
    ]


def test_value_that_looks_like_a_tag_of_another_kind_stays_of_its_own() -> None:
    event = Visited(village="person:a", people=[])
    assert "village:person:a" in tags_of(event)
    assert "person:a" not in tags_of(event)


def test_outermost_mark_wins_over_the_one_of_an_alias() -> None:
    assert mark_of(Annotated[VillageId, OTHER], Tag) == OTHER
    assert mark_of(list[VillageId] | None, Tag) == VILLAGE
    assert mark_of(str, Tag) is None


def test_fields_without_a_mark_are_left_out() -> None:
    assert [name for name, _ in marked_fields(Visited, Tag)] == [
        "village",
        "guide",
        "people",
        "twins",
    ]


def test_every_installed_event_is_about_something() -> None:
    """An event without a tag could only be found by reading the whole log."""
    schemes, _ = installed()
    untagged = [e.event_name for e in schemes.events if not e.event_tags + marked_fields(e, Tag)]
    assert untagged == []
