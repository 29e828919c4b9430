"""What a tenant's document says of results."""

from typing import ClassVar

from taizhang.rules.provision import Provision, Rules


class Feedback(Provision, frozen=True):
    """Whether the appraisal must be fed back (S0-13)."""

    required: bool


class Publication(Provision, frozen=True):
    """Whether the assessment must be published (S0-16), and within which scopes it may be."""

    required: bool
    scopes: list[str]


class ResultRules(Rules, frozen=True):
    """The provisions on results."""

    section: ClassVar[str] = "results"
    feedback: Feedback
    publication: Publication
