"""What entering any piece of evidence rests on: the unit, its enrolment, and the inputs named."""

from collections.abc import Iterable
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector
from taizhang.domain.enrolment import ENROLMENT, Enrolment
from taizhang.domain.evidence.rules import EvidenceRules
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.names import CYCLE, ORGANISATION, CycleId, OrganisationId
from taizhang.domain.organisations.boundaries import of_units
from taizhang.domain.organisations.reading import RegisterSlice
from taizhang.domain.refusals import not_assessed
from taizhang.errors import Reason, Refusal, Refused
from taizhang.tenancy.roles import Role

UNKNOWN_INPUT = Refusal(
    "evidence.unknown_input",
    zh="“{input}”不是定等依据；定等依据是：{inputs}",
    en="{input!r} is none of the inputs of a grade: {inputs}",
    rule="S0-15",
)


class EvidenceCommand(Command):
    """Asks something about the evidence on one unit in one cycle."""

    cycle: CycleId
    organisation: OrganisationId


Ask = TypeVar("Ask", bound=EvidenceCommand)


class Gathering(RegisterSlice[Ask], Enrolment[Ask]):
    """Whether the unit exists and is assessed: neither withdrawn nor succeeded by another."""

    def consistency_boundary(self) -> list[Selector]:
        unit = self.ask.organisation
        enrolled = Selector(ENROLMENT, [CYCLE(self.ask.cycle), ORGANISATION(unit)])
        return [*of_units([unit]), enrolled]

    @property
    def rules(self) -> EvidenceRules:
        """The tenant's rules on evidence. Raises Refused where it has none."""
        return self.context.rules.of(EvidenceRules)

    @property
    def name(self) -> str:
        """What the unit is called on the day."""
        return self.name_of(self.ask.organisation)

    def require_assessed(self) -> None:
        """Raise Refused unless the actor may act for the unit, and it is assessed."""
        ask = self.ask
        self.context.require_unit(ask.organisation, Role.UNIT_SECRETARY, Role.CLERK, name=self.name)
        self.require_unit(ask.organisation, self.context.on)
        stranger = not_assessed(ask.organisation, self.name, ask.cycle)
        self.refuse_unless(ask.organisation in self.enrolled, stranger)

    def require_inputs(self, named: Iterable[str]) -> None:
        """Raise Refused for what is no input of a grade by the tenant's rules."""
        composite = self.context.rules.of(GradeRules).composite
        inputs, clause = "、".join(composite.inputs), composite.basis("inputs")
        wrong = [each for each in dict.fromkeys(named) if each not in composite.inputs]
        if wrong:
            raise Refused(*(UNKNOWN_INPUT(clause=clause, input=w, inputs=inputs) for w in wrong))


def outside(
    refusal: Refusal, named: Iterable[str], allowed: list[str], clause: str | None
) -> list[Reason]:
    """A reason for each that is not among what the tenant names; where it names none, any may be.

    The refusal's values are `name` and `names`.
    """
    wrong = [each for each in named if allowed and each not in allowed]
    return [refusal(clause=clause, name=each, names="、".join(allowed)) for each in wrong]
