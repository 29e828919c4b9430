"""What may become of a recorded fact is said on its event, and is possible."""

from typing import Any

import pytest

from taizhang.app import installed
from taizhang.events.event import Event
from taizhang.events.personal import Personal
from taizhang.events.tags import Tag, marked_fields

EVENTS = installed()[0].events
NAMES = [event.event_name for event in EVENTS]


def marked(event: type[Event], mark: type[Any]) -> set[str]:
    return {name for name, _ in marked_fields(event, mark)}


@pytest.mark.parametrize("event", EVENTS, ids=NAMES)
def test_every_event_can_be_put_right_or_says_what_to_do_instead(event: type[Event]) -> None:
    assert event.event_corrects or event.event_annuls or event.event_final


@pytest.mark.parametrize("event", EVENTS, ids=NAMES)
def test_what_may_be_corrected_is_a_field_that_nobody_is_found_by(event: type[Event]) -> None:
    """Whoever reads by a tag would miss a fact that got another; personal fields are sealed."""
    free = set(event.__struct_fields__) - marked(event, Tag) - marked(event, Personal)
    assert set(event.event_corrects) <= free
