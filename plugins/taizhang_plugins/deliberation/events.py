"""What can happen to a matter, from its opening to the disclosure of what came of it."""

from datetime import date

from msgspec import Struct

from taizhang import Event
from taizhang.core import AttachmentHash, OrganisationId
from taizhang_plugins.deliberation.names import Act, MatterId


class PlannedStep(Struct, frozen=True):
    """A step that a matter has to go through, as its way was when it was opened."""

    name: str
    act: Act


class MatterOpened(
    Event, name="deliberation.matter_opened", title="登记议事事项", corrects=("title",)
):
    """A matter of a village begins its way. `villagers`: they must decide on it."""

    matter: MatterId
    organisation: OrganisationId
    title: str
    kind: str
    way: str
    steps: list[PlannedStep]
    villagers: bool
    provisional: bool
    """It rests on a text that is not verified (暂算)."""


class Sat(Event):
    """A body sat on a matter: who was there, how they voted, and by which texts it was judged.

    `attempt`: from 1, one more with each lost vote.
    """

    matter: MatterId
    organisation: OrganisationId
    attempt: int
    step: str
    act: Act
    merged: list[str]
    """The steps after it that were taken in the same sitting."""
    body: str
    law: str | None
    held_on: date
    notice_on: date | None
    whole: int
    due: int
    present: int
    votes_for: int
    against: int
    abstain: int
    minutes: str
    evidence: AttachmentHash | None
    texts: list[str]
    provisional: bool


class StepTaken(
    Sat,
    name="deliberation.step_taken",
    title="完成议事步骤",
    corrects=("minutes",),
    annuls=True,
):
    """A step was taken; where it resolves, the matter is resolved."""


class VoteLost(
    Sat, name="deliberation.vote_lost", title="表决未通过", corrects=("minutes",), annuls=True
):
    """The vote was not carried: the matter may be proposed anew, from the first step."""


class Disclosed(
    Event, name="deliberation.disclosed", title="公开", corrects=("places",), annuls=True
):
    """The resolution, or what came of it, is shown from a day on, up to `until` (None: no end)."""

    matter: MatterId
    organisation: OrganisationId
    attempt: int
    step: str
    act: Act
    held_on: date
    until: date | None
    places: list[str]
    evidence: AttachmentHash | None
    texts: list[str]
    provisional: bool


class DisclosureEnded(
    Event, name="deliberation.disclosure_ended", title="公开期满", final="公开期满后不再更改"
):
    """The days of a disclosure have run out."""

    matter: MatterId
    organisation: OrganisationId
    attempt: int
    step: str
    act: Act
    ended_on: date


class MatterWithdrawn(
    Event, name="deliberation.matter_withdrawn", title="撤回议事事项", final="另行登记事项"
):
    """A matter was withdrawn before it was resolved."""

    matter: MatterId
    organisation: OrganisationId
    reason: str
