"""What the log tells of one box to anybody: its state, its questions and what things are called."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from taizhang.app import Platform
from taizhang.commands.context import CHINA
from taizhang.dispatch.decision import events_of
from taizhang.domain.ballots.events import BoxClosed, BoxOpened, CastingEnded
from taizhang.domain.ballots.slip_events import SlipsSealed
from taizhang.domain.cycles.events import CycleOpened, PersonEnrolled
from taizhang.domain.meetings.events import MeetingCalled
from taizhang.domain.organisations.dated import Dated
from taizhang.domain.organisations.events import OrganisationRegistered, OrganisationRenamed
from taizhang.events.event import Event
from taizhang.log.model import Selector
from taizhang.tenancy.register import Tenant

State = Literal["prepared", "open", "ended", "closed"]
LIFE: tuple[type[Event], ...] = (SlipsSealed, BoxOpened, CastingEnded, BoxClosed)
"""No ballot is among them: who has voted is nobody's business, and there may be thousands."""


class Known:
    """What the log tells of one box, its meeting and its cycle, as far as it was read."""

    def __init__(self) -> None:
        self.state: State | None = None
        self.opened: BoxOpened | None = None
        self.meeting = self.place = self.cycle = self.title = ""
        self.names: dict[str, Dated[str]] = {}
        self.serves: dict[str, str] = {}

    def take(self, event: object) -> None:
        """Fold one event. A later state never goes back to an earlier one."""
        match event:
            case SlipsSealed(meeting=meeting):
                self.state, self.meeting = "prepared", meeting
            case BoxOpened():
                self.state, self.opened = "open", event
            case CastingEnded():
                self.state = "ended"
            case BoxClosed():
                self.state = "closed"
            case MeetingCalled(place=place, cycle=cycle):
                self.place, self.cycle = place, cycle
            case CycleOpened(title=title):
                self.title = title
            case PersonEnrolled(person=person, organisation=unit):
                self.serves[person] = unit
            case OrganisationRegistered(organisation=unit, name=name):
                self.names[unit] = Dated[str]().then(date.min, name)
            case OrganisationRenamed(organisation=unit, name=name, since=since):
                self.names[unit] = self.names.get(unit, Dated[str]()).then(since, name)


class Reading:
    """Reads a tenant's log step by step: each step names what the next one asks for."""

    def __init__(self, platform: Platform, tenant: Tenant) -> None:
        self.platform, self.tenant = platform, tenant
        self.known = Known()
        self.today = date.min

    async def of(self, types: Iterable[type[Event]], *tags: str) -> Known:
        """Take in all events of these types that carry any of the tags."""
        names = [each.event_name for each in types]
        selectors = [Selector(names, [tag]) for tag in tags]
        boundary = await self.platform.log.read_boundary(self.tenant.id, selectors)
        self.today = boundary.now.astimezone(CHINA).date()
        for _, event in events_of(self.platform.schemes.catalogue, boundary.events):
            self.known.take(event)
        return self.known
