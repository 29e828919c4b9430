"""What a tenant's document says of results."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.domain.grades.events import ListOf
from taizhang.rules.fault import Fault, unnamed
from taizhang.rules.in_force import RulesInForce
from taizhang.rules.provision import Provision, Rules


class Feedback(Provision, frozen=True):
    """Whether the appraisal must be fed back before the assessment is published (S0-13).

    `after_confirmation`: not before the grades are confirmed. `acknowledged`: publication waits
    until each unit has taken note.
    """

    title: ClassVar[str] = "反馈"
    required: Annotated[bool, Meta(title="是否必须反馈")]
    after_confirmation: Annotated[bool, Meta(title="是否审定后反馈")]
    acknowledged: Annotated[bool, Meta(title="是否须先签收")]


class Publication(Provision, frozen=True):
    """Whether the assessment must be published (S0-16), and within which scopes it may be."""

    title: ClassVar[str] = "公布"
    required: Annotated[bool, Meta(title="是否必须公布")]
    scopes: Annotated[list[str], Meta(title="公布范围")]

    def contradictions(self) -> Iterator[Fault]:
        """What must be published is published somewhere."""
        if self.required and not self.scopes:
            yield unnamed(("scopes",))


class Objections(Provision, frozen=True):
    """For how many days after the day of publication a grade may be objected to; None: never."""

    title: ClassVar[str] = "异议"
    days: Annotated[int, Meta(ge=1, le=365, title="异议期天数")] | None


class ResultRules(Rules, frozen=True):
    """The provisions on results."""

    title: ClassVar[str] = "考核结果"
    section: ClassVar[str] = "results"
    feedback: Feedback
    publication: Publication
    objections: Objections


class PersonResultRules(ResultRules, frozen=True):
    """The provisions on results of persons, where a tenant has other ones for them."""

    title: ClassVar[str] = "个人考核结果"
    section: ClassVar[str] = "person_results"
    optional: ClassVar[bool] = True


def rules_of(rules: RulesInForce, of: ListOf) -> ResultRules:
    """The rules for one of the lists: those of persons are those of units unless it has others."""
    own = rules.find(PersonResultRules) if of == "persons" else None
    return own or rules.of(ResultRules)
