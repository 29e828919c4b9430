"""What can happen to a debrief report (述职报告)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from taizhang.domain.names import CycleId, OrganisationId, Text
from taizhang.events.event import Event

Kind = Literal["achievement", "problem", "cause", "measure", "other"]


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a report. `head` is the number of the content head that it answers, from 1."""

    head: Annotated[int, Meta(ge=1, le=99)]
    kind: Kind
    text: Text


class ReportSubmitted(Event, name="reports.submitted", title="提交述职报告"):
    """A unit handed in a version of its report."""

    cycle: CycleId
    organisation: OrganisationId
    version: int
    sections: list[Section]
    characters: int
    achievement_characters: int


class ReportReturned(Event, name="reports.returned", title="退回述职报告"):
    """The committee's secretary returned the report, and said why (S0-06)."""

    cycle: CycleId
    organisation: OrganisationId
    version: int
    reason: str
    missing_heads: list[int]


class ReportAccepted(Event, name="reports.accepted", title="述职报告审阅通过"):
    """The committee's secretary has reviewed the report and let it pass (S0-06)."""

    cycle: CycleId
    organisation: OrganisationId
    version: int
