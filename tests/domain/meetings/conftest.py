"""A review meeting of 三堂街镇 that was called: two villages are assessed."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import OpenBox
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.slip_events import SlipsSealed
from taizhang.domain.meetings.events import AttendeeCheckedIn, AttendeeInvited

SCALE = ["好", "较好", "一般", "差"]


@pytest.fixture
def town(santangjie: Any) -> Any:
    return santangjie.assessing("jingui", "shiqiao").meeting()


@pytest.fixture
def here() -> Callable[..., AttendeeCheckedIn]:
    """Makes an arrival."""

    def arrival(number: object, category: str = "群众代表") -> AttendeeCheckedIn:
        return AttendeeCheckedIn(meeting="m", attendee=str(number), category=category)

    return arrival


@pytest.fixture
def expected() -> Callable[..., AttendeeInvited]:
    """Makes an invitation."""

    def invitation(
        number: object, category: str = "群众代表", code: str | None = None
    ) -> AttendeeInvited:
        return AttendeeInvited(meeting="m", attendee=str(number), category=category, code=code)

    return invitation


@pytest.fixture(scope="session")
def opening() -> OpenBox:
    """Opens the meeting's box, on both villages."""
    return OpenBox(
        box="b",
        meeting="m",
        cycle="c",
        public_key=desk.make_box_key().public_key,
        questions=[Question(subject=u, text="等次", choices=SCALE) for u in ("jingui", "shiqiao")],
    )


@pytest.fixture
def sealed_slips() -> SlipsSealed:
    return SlipsSealed(box="b", meeting="m", count=90, root="00" * 32)


@pytest.fixture
def opened_box(opening: OpenBox) -> BoxOpened:
    """The box was opened, on both villages."""
    return BoxOpened(
        box="b",
        meeting="m",
        cycle="c",
        public_key=opening.public_key,
        questions=opening.questions,
        present=80,
    )
