"""What a tenant's document says of meetings."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules


class Attendance(Provision, frozen=True):
    """How many must be present before a box may open (S0-08, S2-11). None: not stated."""

    minimum: Annotated[int, Meta(ge=1)] | None


class Attendees(Provision, frozen=True):
    """Who is invited (S0-07); a check-in names one of these categories."""

    categories: list[str]


class Comments(Provision, frozen=True):
    """Whether each debrief must be commented on before grades are confirmed (S0-10)."""

    required: bool


class Committee(Provision, frozen=True):
    """What a meeting of the committee needs before it may decide."""

    members: Annotated[int, Meta(ge=1)]
    present_min: Annotated[int, Meta(ge=1)]
    minutes_required: bool


class MeetingRules(Rules, frozen=True):
    """The provisions on meetings."""

    section: ClassVar[str] = "meetings"
    attendance: Attendance
    attendees: Attendees
    comments: Comments
    committee: Committee
