"""An event has a stable name and a way up from each of its older versions."""

import pytest

from taizhang.app import installed
from taizhang.events.event import Event


@pytest.mark.parametrize(
    "name",
    ["opened", "boxes.", ".opened", "Boxes.opened", "boxes.opened.twice", "票箱.开箱", "a b.c"],
)
def test_name_is_an_area_and_a_past_tense(name: str) -> None:
    with pytest.raises(TypeError, match=r"area\.past_tense"):

        class Wrong(Event, name=name):
            box: str


@pytest.mark.parametrize("upcasts", [None, {1: dict}, {2: dict}, {1: dict, 2: dict, 3: dict}])
def test_every_older_version_has_a_way_up(upcasts: object) -> None:
    with pytest.raises(TypeError, match="upcasts must lead from every version below 3"):

        class Wrong(Event, name="boxes.opened", version=3, upcasts=upcasts):
            box: str


def test_event_does_not_change() -> None:
    class Opened(Event, name="boxes.opened"):
        box: str

    event = Opened(box="b")
    with pytest.raises(AttributeError):
        event.box = "c"  # type: ignore[misc]


def test_every_installed_event_has_a_name_and_a_title_of_its_own() -> None:
    schemes, _ = installed()
    names = [event.event_name for event in schemes.events]
    titles = [event.event_title for event in schemes.events]
    assert len(set(names)) == len(names)
    assert "" not in titles
    assert [event.event_name for event in schemes.events if not event.__doc__] == []


def test_every_installed_event_is_named_after_its_scheme() -> None:
    schemes, _ = installed()
    foreign = {
        event.event_name
        for scheme in schemes.all
        for event in scheme.events
        if event.event_name.split(".")[0] != scheme.name
    }
    assert foreign == set()
