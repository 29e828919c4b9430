"""What can happen to an inspection: planned, called off, held, and what was found."""

from datetime import date

from taizhang.domain.names import FindingId, InspectionId, OrganisationId, TicketId
from taizhang.events.event import Event


class InspectionScheduled(
    Event,
    name="inspections.scheduled",
    title="安排督查",
    corrects=("scope",),
    final="用取消督查办理",
):
    """A unit is to be inspected on a day that it may know. One that is unannounced never is."""

    inspection: InspectionId
    organisation: OrganisationId
    kind: str
    planned_on: date
    scope: str


class InspectionCalledOff(
    Event, name="inspections.called_off", title="取消督查", corrects=("reason",), annuls=True
):
    """A planned inspection will not be held."""

    inspection: InspectionId
    organisation: OrganisationId
    reason: str


class InspectionHeld(
    Event, name="inspections.held", title="开展督查", corrects=("scope",), annuls=True
):
    """A unit was inspected. `announced`: it was told before. `inspectors`: who went.

    `followed`: the unit's tickets whose mending was looked into.
    """

    inspection: InspectionId
    organisation: OrganisationId
    kind: str
    announced: bool
    scope: str
    inspectors: list[str]
    followed: list[TicketId]
    findings: int


class FindingRecorded(
    Event,
    name="inspections.finding_recorded",
    title="登记督查发现的问题",
    corrects=("type", "text"),
    annuls=True,
):
    """An inspection found something. `due_on`: a ticket is opened, to be mended by then."""

    finding: FindingId
    inspection: InspectionId
    organisation: OrganisationId
    type: str
    text: str
    due_on: date | None
