"""The way to closing: the tenant's own steps, each by its role, in their order (S2-30, S4-32)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import Text
from taizhang.domain.naming import Naming, registered
from taizhang.domain.tickets.events import DelistingStepPassed
from taizhang.domain.tickets.rules import Delisting, Step, TicketRules
from taizhang.domain.tickets.standing import OfTicket, TicketCommand
from taizhang.errors import Reason, Refusal
from taizhang.tenancy.roles import Role

NO_STEP = Refusal(
    "tickets.no_delisting_step",
    zh="本单位的销号程序没有“{step}”这一环节；环节依次为：{steps}",
    en="the way to closing has no step {step!r}; the steps are {steps}",
    rule="S4-32",
)
OUT_OF_ORDER = Refusal(
    "tickets.delisting_out_of_order",
    zh="现在不能办理“{step}”：{next}",
    en="{step!r} is not the next step on the way to closing: {next}",
    rule="S4-32",
    status=409,
)
ANOTHER_ROLE = Refusal(
    "tickets.delisting_role",
    zh="“{step}”由角色 {role} 办理",
    en="{step!r} is taken by the role {role}",
    rule="S4-32",
    status=403,
)
STEPS_MISSING = Refusal(
    "tickets.delisting_incomplete",
    zh="销号前还须通过：{missing}",
    en="before it is closed it must still pass: {missing}",
    rule="S4-32",
    status=409,
)


class PassDelistingStep(TicketCommand, name="tickets.pass_delisting_step", title="通过销号环节"):
    """Pass the next step on the way to closing."""

    step: Annotated[Text, Meta(title="销号环节")]
    note: Annotated[Text, Meta(title="环节说明")]


@decides(PassDelistingStep, by=[role for role in Role if role is not Role.SYSTEM])
class StepPassing(OfTicket[PassDelistingStep], Naming[PassDelistingStep]):
    """After the mending was handed over (and verified, where the tenant asks for it)."""

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), *registered()]

    def execute(self) -> None:
        rules, ask = self.context.rules.of(TicketRules), self.ask
        self.require(*ready(rules))
        self._take(_step(self, rules.delisting, ask.step))
        self.record(
            DelistingStepPassed(
                ticket=ask.ticket,
                organisation=self.organisation,
                step=ask.step,
                by=self.context.actor,
                note=ask.note,
            )
        )

    def _take(self, step: Step) -> None:
        chain = self.context.rules.of(TicketRules).delisting
        assert chain is not None
        left = missing(chain, self.passed)
        says = f"下一环节是“{left[0]}”" if left else "各环节均已通过，可以销号"
        order = OUT_OF_ORDER(clause=chain.basis("steps"), step=step.name, next=says)
        self.refuse_unless(left[:1] == [step.name], order)
        if step.role is Role.UNIT_SECRETARY:
            unit, name = self.organisation, self.name_of(self.organisation)
            self.context.require_unit(unit, step.role, name=name)
        authorised = self.context.authority.may(self.context.actor, [step.role])
        other = ANOTHER_ROLE(clause=chain.basis("steps"), step=step.name, role=str(step.role))
        self.refuse_unless(authorised, other)


def ready(rules: TicketRules) -> tuple[str, ...]:
    """The states from which the way to closing begins."""
    return ("verified",) if rules.closing.verified_by_another else ("mended", "verified")


def missing(chain: Delisting, passed: list[str]) -> list[str]:
    """The steps that are still to be passed, in their order."""
    return [step.name for step in chain.steps if step.name not in passed]


def unfinished(chain: Delisting, passed: list[str]) -> Reason | None:
    """Why it cannot be closed yet; None if nothing is missing."""
    left = missing(chain, passed)
    return STEPS_MISSING(clause=chain.basis("steps"), missing="、".join(left)) if left else None


def _step(slice_: StepPassing, chain: Delisting | None, name: str) -> Step:
    steps = chain.steps if chain else []
    found = next((step for step in steps if step.name == name), None)
    names = "、".join(step.name for step in steps) or "（无）"
    clause = chain.basis("steps") if chain else None
    slice_.refuse_unless(found is not None, NO_STEP(clause=clause, step=name, steps=names))
    assert found is not None
    return found
