"""What the register of enterprises and social organisations is about, and the tags it makes."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from taizhang import Tag
from taizhang.measures.approximate import Approximate

_Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\s:/\x00]+$")]

PARTY = Tag("party_organisation")
TOTAL = Tag("coverage_total")
REGISTER = "coverage"
"""The tag of everything that a total is counted from."""

PartyId = Annotated[
    _Id, PARTY, Meta(title="党组织", description="The party organisation, by its identifier")
]
TotalId = Annotated[_Id, TOTAL, Meta(title="上报数", description="The report, by its identifier")]
Written = Annotated[str, Meta(min_length=1, max_length=20, description="0, 53, 800多, 近百, 约60")]
Line = Annotated[str, Meta(min_length=1, max_length=500)]
Answer = Literal["yes", "no", "open"]
"""`open`: the source does not tell."""
MOST_UNITS = 50
"""An event bears 64 tags, one of each unit that it is about."""


class Figure(Struct, frozen=True):
    """A number as somebody wrote it, and all that it may be: `low` to `high`, None without end."""

    text: str
    low: int
    high: int | None

    @property
    def range(self) -> Approximate:
        """What it may be."""
        return Approximate(self.low, self.high)
