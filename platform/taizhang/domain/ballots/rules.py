"""What a tenant's document says of ballots."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules

Choice = Annotated[str, Meta(min_length=1, max_length=64)]


class Form(Provision, frozen=True):
    """The words between which a ballot chooses, best first (S0-11, S1-12)."""

    scale: Annotated[list[Choice], Meta(min_length=2, max_length=20)]

    def __post_init__(self) -> None:
        """Two choices of one name could not be counted apart."""
        if len(set(self.scale)) < len(self.scale):
            raise ValueError("the scale names a choice twice")


class BallotRules(Rules, frozen=True):
    """The provisions on ballots."""

    section: ClassVar[str] = "ballots"
    form: Form
