"""What the facts of this area are about: the kind of obligation, one duty of it, its last day."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.events.tags import Tag

OBLIGATION = Tag("obligation")
DUTY = Tag("duty")
DUE = Tag("due")
SOURCE = Tag("source")

ObligationName = Annotated[
    str, OBLIGATION, Meta(title="应办事项", description="The declaration's name")
]
DutyId = Annotated[str, DUTY, Meta(title="编号", description="What is owed, by its identifier")]
Due = Annotated[date, DUE, Meta(title="到期日")]
Source = Annotated[int, SOURCE, Meta(title="所据记录")]
"""The position of the fact that it rests on."""

LONGEST_NAME = 60
LONGEST_KEY = 60
"""A tag takes 200 characters; a subject has 71 at most."""


def duty_of(obligation: str, subject: str | None, key: str) -> str:
    """One duty: who owes what, and which one of several. The tenant's own has no subject."""
    return f"{obligation}/{subject or ''}/{key}"
