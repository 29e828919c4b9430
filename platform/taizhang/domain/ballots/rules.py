"""What a tenant's document says of ballots."""

from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules

Choice = Annotated[str, Meta(min_length=1, max_length=64)]
Item = Annotated[
    str,
    Meta(
        max_length=64,
        pattern=r"^[^/\x00]*$",
        title="测评项目",
        description="what is asked of a subject; empty where one thing is",
    ),
]


class Form(Provision, frozen=True):
    """The words between which a ballot chooses on one item, best first (S0-11, S1-12)."""

    scale: Annotated[list[Choice], Meta(min_length=2, max_length=20)]
    item: Item = ""
    english: dict[str, str] = {}
    """What stands below each word, and the item, on the slip, for whoever reads no Chinese."""

    def __post_init__(self) -> None:
        """Two choices of one name could not be counted apart."""
        if len(set(self.scale)) < len(self.scale):
            raise ValueError("the scale names a choice twice")
        if foreign := set(self.english) - {*self.scale, self.item}:
            raise ValueError(f"the scale has no choice {sorted(foreign)}")


class Voters(Provision, frozen=True):
    """Whether those who are assessed draw a slip; if not, the categories that they come in."""

    subjects_vote: bool
    assessed: list[str] = []

    def __post_init__(self) -> None:
        """A slip names nobody: only the category tells who draws none."""
        if self.subjects_vote == bool(self.assessed):
            raise ValueError("name the categories of the assessed exactly if they do not vote")

    def may_vote(self, category: str) -> bool:
        """Whether attendees of a category draw a slip."""
        return category not in self.assessed


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
    voters: Voters
    items: list[Form] = []
    """What else is asked on the same ballot, each with words of its own (S2-08, S2-11)."""
    breakdown: Breakdown | None = None
    """Where nothing was chosen, no breakdown is ever shown."""
    officers: Officers | None = None
    weights: Weights | None = None

    def __post_init__(self) -> None:
        """Two items of one name could not be told apart."""
        if len(self.forms) < 1 + len(self.items):
            raise ValueError("two items of a ballot have one name")

    @property
    def forms(self) -> dict[str, Form]:
        """By item, in the order in which a slip shows them."""
        return {form.item: form for form in (self.form, *self.items)}
