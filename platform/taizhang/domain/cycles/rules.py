"""What a tenant's document says of the cycle as a whole."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules


class Deadline(Provision, frozen=True):
    """By which day of the year the cycle ends (S0-02, S1-02)."""

    month: Annotated[int, Meta(ge=1, le=12)]
    day: Annotated[int, Meta(ge=1, le=31)]


class Recurrence(Provision, frozen=True):
    """How many cycles a year has (S0-03)."""

    a_year: Annotated[int, Meta(ge=1)]


class CycleRules(Rules, frozen=True):
    """The provisions on cycles."""

    section: ClassVar[str] = "cycles"
    deadline: Deadline
    recurrence: Recurrence
