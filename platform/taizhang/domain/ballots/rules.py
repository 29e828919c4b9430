"""What a tenant's document says of ballots."""

from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules

Choice = Annotated[str, Meta(min_length=1, max_length=64)]


class Form(Provision, frozen=True):
    """The words between which a ballot chooses, best first (S0-11, S1-12)."""

    scale: Annotated[list[Choice], Meta(min_length=2, max_length=20)]
    english: dict[Choice, str] = {}
    """What stands below each word on the printed slip, for whoever reads no Chinese."""

    def __post_init__(self) -> None:
        """Two choices of one name could not be counted apart."""
        if len(set(self.scale)) < len(self.scale):
            raise ValueError("the scale names a choice twice")
        if foreign := set(self.english) - set(self.scale):
            raise ValueError(f"the scale has no choice {sorted(foreign)}")


class Breakdown(Provision, frozen=True):
    """The fewest ballots of a category whose own result is shown; below it, only totals are."""

    minimum: Annotated[int, Meta(ge=2)]


class Weights(Provision, frozen=True):
    """How much each category of attendees counts in the weighted result."""

    by_category: Annotated[dict[str, Decimal], Meta(min_length=1)]

    def __post_init__(self) -> None:
        """Without a weight a category is left out; none weighs nothing or less."""
        if min(self.by_category.values()) <= 0:
            raise ValueError("a weight is more than nought")


class Officers(Provision, frozen=True):
    """How many scrutineers (监票人) and counters (计票人) must be named before a box opens."""

    scrutineers: Annotated[int, Meta(ge=0)]
    counters: Annotated[int, Meta(ge=0)]


class BallotRules(Rules, frozen=True):
    """The provisions on ballots."""

    section: ClassVar[str] = "ballots"
    form: Form
    breakdown: Breakdown | None = None
    """Where nothing was chosen, no breakdown is ever shown."""
    officers: Officers | None = None
    weights: Weights | None = None
