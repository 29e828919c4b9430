"""What a tenant's document says of making things public.

Whatever may be None is not stated: a tenant's file says in `choices` what was chosen, and why.
"""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.domain.publicity.events import Act, Matter
from taizhang.rules.provision import Provision, Rules

Days = Annotated[int, Meta(ge=1, le=365)]


class Arrangement(Provision, frozen=True):
    """How one kind of matter is made public: whether it must be, after what, to whom, how long.

    `days` None: no end is set. `counts_start`: the day that it starts is day one. `moves_on`: a
    period never ends on a rest day. `anonymous`: objections of nobody named are taken.
    """

    act: Act
    matter: Matter
    required: bool
    scopes: Annotated[list[str], Meta(min_length=1)]
    after_meeting: bool
    days: Days | None
    unit: Literal["days", "working_days"] | None
    counts_start: bool | None
    moves_on: bool | None
    anonymous: bool | None

    def __post_init__(self) -> None:
        """A period is whole; a notice has one, and says whose objections it takes."""
        reckoning = (self.unit, self.counts_start, self.moves_on)
        if self.days is not None and None in reckoning:
            raise ValueError("a period needs its unit, its first day and how it treats rest days")
        if self.act == "notice" and (self.days is None or self.anonymous is None):
            raise ValueError("a notice has a period, and takes anonymous objections or not")


class Bulletins(Provision, frozen=True):
    """How often a bulletin is issued (S1-17): one at the latest so many days or months after the
    last. `remind` is how many days before that to remind; None: not at all.
    """

    every: Annotated[int, Meta(ge=1, le=366)]
    unit: Literal["days", "months"]
    scopes: Annotated[list[str], Meta(min_length=1)]
    remind: Days | None


class PublicityRules(Rules, frozen=True):
    """The provisions on making things public. Who has none makes nothing public here."""

    section: ClassVar[str] = "publicity"
    optional: ClassVar[bool] = True
    arrangements: list[Arrangement] = []
    bulletins: Bulletins | None = None

    def __post_init__(self) -> None:
        """Raise ValueError where one act on one matter is arranged twice."""
        kinds = [(each.act, each.matter) for each in self.arrangements]
        if len(set(kinds)) < len(kinds):
            raise ValueError("同一事项的同一做法写了两次 / one act on one matter is arranged twice")

    def arranged(self, act: Act, matter: Matter) -> Arrangement | None:
        """How a matter is made public by this act, or None where the tenant does not do so."""
        found = (each for each in self.arrangements if (each.act, each.matter) == (act, matter))
        return next(found, None)
