"""What was written once is read for good: by name, and up from every older version."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.events.catalogue import Catalogue, Unknown, body_of
from taizhang.events.event import Event


def _with_share(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"share": "0.5"}


def _with_several_places(body: dict[str, Any]) -> dict[str, Any]:
    place = body.pop("place")
    return body | {"places": [place]}


class Held(
    Event, name="meetings.held", version=3, upcasts={1: _with_share, 2: _with_several_places}
):
    day: date
    at: datetime
    share: Decimal
    places: list[str]
    seal: bytes


class Other(Event, name="meetings.other"):
    pass


CATALOGUE = Catalogue([Held, Other])
DAY, AT = date(2015, 12, 20), datetime(2015, 12, 20, 1, 2, 3, 4, tzinfo=UTC)
FIRST = {"day": DAY, "at": AT, "place": "礼堂", "seal": b"\0\xff"}
held = st.builds(
    Held,
    day=st.dates(),
    at=st.datetimes(timezones=st.just(UTC)),
    share=st.decimals(allow_nan=False, allow_infinity=False),
    places=st.lists(st.text()),
    seal=st.binary(),
)


def read(name: str, version: int, body: Any) -> Any:
    return CATALOGUE.read(name, version, bytes(body_of(body)))


@given(held)
def test_event_is_read_as_it_was_written(event: Held) -> None:
    assert read("meetings.held", 3, event) == event


@given(held)
def test_its_bytes_are_the_same_on_every_writing(event: Held) -> None:
    copy = msgspec.convert(msgspec.to_builtins(event), Held)
    assert bytes(body_of(event)) == bytes(body_of(copy))


def test_order_of_a_dictionary_leaves_no_trace() -> None:
    assert bytes(body_of({"a": 1, "b": 2})) == bytes(body_of({"b": 2, "a": 1}))


def test_first_version_is_led_up_step_by_step() -> None:
    expected = Held(day=DAY, at=AT, share=Decimal("0.5"), places=["礼堂"], seal=b"\0\xff")
    assert read("meetings.held", 1, FIRST) == expected


def test_second_version_takes_the_last_step_only() -> None:
    assert read("meetings.held", 2, FIRST | {"share": "0.9"}).share == Decimal("0.9")


def test_name_that_nobody_knows_is_shown_raw() -> None:
    assert read("poetry.read", 7, {"verse": "床前明月光"}) == Unknown(
        "poetry.read", {"verse": "床前明月光"}
    )


def test_body_that_does_not_fit_its_name_raises() -> None:
    with pytest.raises(msgspec.ValidationError):
        read("meetings.held", 3, {"day": "never"})


def test_body_of_a_newer_release_is_not_guessed_at() -> None:
    body = {"day": DAY, "at": AT, "share": "0.5", "places": [], "seal": b""}
    with pytest.raises(ValueError, match="newer release"):
        read("meetings.held", 4, body)


def test_body_that_does_not_fit_after_its_way_up_raises() -> None:
    with pytest.raises(msgspec.ValidationError):
        read("meetings.held", 1, FIRST | {"day": "never"})


def test_two_events_of_one_name_are_refused_at_start() -> None:
    class Another(Event, name="meetings.held"):
        pass

    with pytest.raises(TypeError, match=r"two events are named meetings\.held"):
        Catalogue([Held, Another])


def test_one_event_may_be_listed_twice() -> None:
    assert Catalogue([Held, Held]).types == {"meetings.held": Held}
