"""What becomes of the duties of a unit that is gone."""

from datetime import date

from msgspec import Struct

from taizhang.domain.names import OrganisationId
from taizhang.domain.obligations.names import Due, DutyId, ObligationName, Source
from taizhang.events.event import Event

_FOLLOWS = "随单位的合并、分设、撤销记录；有误的，再办理一次变更"


class Done(Struct, frozen=True):
    """One fact that met a duty."""

    source: int
    day: date


class ObligationHandedOver(
    Event, name="obligations.handed_over", title="应办事项移交", final=_FOLLOWS
):
    """The successor owes it from now on, with all that was done of it."""

    duty: DutyId
    obligation: ObligationName
    title: str
    subject: OrganisationId
    previous: OrganisationId
    key: str
    first: date | None
    due: Due
    times: int
    source: Source | None
    met: list[Done]
    missed: bool
    since: date
    document: str


class ObligationLapsed(Event, name="obligations.lapsed", title="应办事项终止", final=_FOLLOWS):
    """Nobody owes it any more: its unit was dissolved, or the successor owes the same (`into`)."""

    duty: DutyId
    obligation: ObligationName
    subject: OrganisationId
    key: str
    due: Due
    into: DutyId | None
    document: str
