"""What a tenant's document says of results."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.domain.grades.events import ListOf
from taizhang.rules.in_force import RulesInForce
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


class PersonResultRules(ResultRules, frozen=True):
    """The provisions on results of persons, where a tenant has other ones for them."""

    section: ClassVar[str] = "person_results"
    optional: ClassVar[bool] = True


def rules_of(rules: RulesInForce, of: ListOf) -> ResultRules:
    """The rules for one of the lists: those of persons are those of units unless it has others."""
    own = rules.find(PersonResultRules) if of == "persons" else None
    return own or rules.of(ResultRules)
