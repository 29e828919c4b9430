"""What a tenant's document says of results."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules


class Feedback(Provision, frozen=True):
    """Whether the appraisal must be fed back before the assessment is published (S0-13).

    `after_confirmation`: not before the grades are confirmed. `acknowledged`: publication waits
    until each unit has taken note.
    """

    required: bool
    after_confirmation: bool
    acknowledged: bool


class Publication(Provision, frozen=True):
    """Whether the assessment must be published (S0-16), and within which scopes it may be."""

    required: bool
    scopes: list[str]


class Objections(Provision, frozen=True):
    """For how many days after the day of publication a grade may be objected to; None: never."""

    days: Annotated[int, Meta(ge=1, le=365)] | None


class ResultRules(Rules, frozen=True):
    """The provisions on results."""

    section: ClassVar[str] = "results"
    feedback: Feedback
    publication: Publication
    objections: Objections
