"""What was recorded stays readable, however tight the limits of commands become."""

from typing import Annotated, get_args, get_type_hints

import msgspec
import pytest
from msgspec import Meta

from taizhang.events.catalogue import Catalogue, body_of
from taizhang.events.event import Event
from taizhang.events.limits import without_limits
from taizhang.events.tags import Tag, tags_of

BOX = Tag("box")
Short = Annotated[str, BOX, Meta(max_length=3, title="票箱")]


class Opened(Event, name="test.opened"):
    box: Short
    voters: list[Annotated[int, Meta(ge=1)]] | None = None
    note: Annotated[str, Meta(pattern="^a")] | None = None


def test_a_body_that_a_limit_of_today_would_forbid_is_read() -> None:
    old = body_of({"box": "a long name", "voters": [0], "note": "b"})
    event = Catalogue([Opened]).read("test.opened", 1, old)
    assert event == Opened(box="a long name", voters=[0], note="b")


def test_a_body_of_another_type_is_still_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        Catalogue([Opened]).read("test.opened", 1, body_of({"box": 5}))


def test_what_is_said_about_a_field_stays() -> None:
    (_, meta) = get_args(get_type_hints(Opened, include_extras=True)["box"])[1:]
    assert (meta.title, meta.max_length) == ("票箱", None)
    assert tags_of(Opened(box="a")) == ["box:a"]


@pytest.mark.parametrize("kind", [int, str | None, list[str], dict[str, int], tuple[int, ...]])
def test_a_type_without_limits_stays_as_it_is(kind: object) -> None:
    assert without_limits(kind) == kind
