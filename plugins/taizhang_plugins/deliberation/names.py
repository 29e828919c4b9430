"""What the events of deliberation are about."""

from typing import Annotated, Literal

from msgspec import Meta

from taizhang import Tag

_FORM = r"^[^\s:/\x00]+$"
_Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=_FORM)]
#: With the act behind it, it is the key of what is owed, which has sixty characters.
_Short = Annotated[str, Meta(min_length=1, max_length=40, pattern=_FORM)]

MATTER = Tag("matter")
MATTER_OBJECTION = Tag("matter_objection")
FILE_REVIEW = Tag("file_review")

MatterId = Annotated[
    _Short, MATTER, Meta(title="议事事项", description="The matter, by its identifier")
]
MatterObjectionId = Annotated[
    _Id, MATTER_OBJECTION, Meta(title="监督异议", description="The objection, by its identifier")
]
FileReviewId = Annotated[
    _Id, FILE_REVIEW, Meta(title="查阅资料", description="The review, by its identifier")
]
Name = Annotated[str, Meta(min_length=1, max_length=100)]

Act = Literal["discuss", "resolve", "disclose_resolution", "disclose_outcome"]
"""What a step is: a sitting that discusses, the one that resolves, or one of the disclosures."""
Law = Literal["committee", "congress", "representatives", "assembly", "assembly_by_household"]
"""The body of a national text that a tenant's body is: 支委会、党员大会、村民代表会议、村民会议."""
VILLAGERS: frozenset[str] = frozenset({"representatives", "assembly", "assembly_by_household"})
