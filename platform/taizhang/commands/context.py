"""Context: all that a decision may know beside its own events. Handed in, never fetched."""

from datetime import date, datetime, timedelta, timezone
from uuid import UUID

from msgspec import Struct

from taizhang.errors import Refusal, Refused
from taizhang.rules.in_force import RulesInForce
from taizhang.tenancy.authority import Authority

#: China has kept one time without summer time since 1991.
CHINA = timezone(timedelta(hours=8), "CST")

NOT_YOUR_UNIT = Refusal(
    "commands.not_your_unit",
    zh="“{name}”不是您所在的单位，不能由您办理",
    en="{unit} is not your unit; you act for {units}",
    status=403,
)


class Late(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a fact is entered after its day (补录), and what proves it."""

    reason: str
    evidence: str


class Envelope(Struct, frozen=True, kw_only=True):
    """What travels beside a command: who asks, for which day, and how it is told from another."""

    command_id: UUID
    actor: str
    on: date | None = None
    """The business date; today by the tenant's clock unless it says otherwise."""
    on_behalf_of: str | None = None
    late: Late | None = None
    cause: int | None = None
    """The position of the event that a policy answers."""


class Context(Struct, frozen=True, kw_only=True):
    """The circumstances of one decision, all of them recorded with it."""

    envelope: Envelope
    on: date
    now: datetime
    seed: bytes
    rules: RulesInForce
    authority: Authority

    @property
    def actor(self) -> str:
        """Who asks."""
        return self.envelope.actor

    def require_unit(self, unit: str, role: str, *others: str, name: str | None = None) -> None:
        """The actor must hold `role` for this unit, or one of the other roles anywhere.

        `name` is what people call the unit. Raises Refused(`commands.not_your_unit`).
        """
        units = self.authority.units(self.actor, role)
        if unit not in units and not self.authority.may(self.actor, others):
            own = "、".join(sorted(units)) or "（无）"
            raise Refused(NOT_YOUR_UNIT(unit=unit, name=name or unit, units=own))
