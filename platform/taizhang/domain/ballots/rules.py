"""What a tenant's document says of ballots."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules

Choice = Annotated[str, Meta(min_length=1, max_length=64)]


class Form(Provision, frozen=True):
    """The words between which a ballot chooses, best first (S0-11, S1-12)."""

    scale: Annotated[list[Choice], Meta(min_length=2, max_length=20)]


class BallotRules(Rules, frozen=True):
    """The provisions on ballots."""

    section: ClassVar[str] = "ballots"
    form: Form
