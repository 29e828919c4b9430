"""The paper of a box, as anybody may see it: no voter, no ballot and no number of them."""

from datetime import date

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from taizhang.app import Platform
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.cycles.events import CycleOpened, PersonEnrolled
from taizhang.domain.meetings.events import MeetingCalled
from taizhang.domain.names import (
    BOX,
    CYCLE,
    MEETING,
    ORGANISATION,
    PERSON,
    BoxId,
    is_person,
    person_of,
)
from taizhang.domain.naming import NAMING
from taizhang.domain.organisations.dated import Dated
from taizhang.domain.refusals import unknown
from taizhang.errors import Refused
from taizhang.http.voting_reading import LIFE, Known, Reading, State
from taizhang.tenancy.register import Tenant


class About(Struct, frozen=True):
    """A unit by its name; or a person by the unit served, whose own name only the slip shows."""

    name: str
    person: bool


class Asked(Struct, frozen=True):
    """One question, in the order of the box; `about` is the subject's place."""

    about: int
    item: str
    text: str
    choices: list[str]


class VotersPaper(Struct, frozen=True, kw_only=True):
    """What a phone has to know of a box; before the opening that is little."""

    box: str
    state: State
    tenant: str
    rehearsal: bool
    title: str = ""
    place: str = ""
    public_key: str = ""
    subjects: list[About] = []
    questions: list[Asked] = []
    english: dict[str, str] = {}


async def read_paper(platform: Platform, tenant: Tenant, box: str) -> VotersPaper:
    """The paper of a box. Raises Refused(`domain.unknown`)."""
    reading = Reading(platform, tenant)
    known = await reading.of(LIFE, BOX(_identifier(box)))
    if known.state is None:
        raise Refused(unknown("票箱", box))
    await reading.of([MeetingCalled], MEETING(known.meeting))
    await reading.of([CycleOpened], CYCLE(known.cycle))
    paper = VotersPaper(
        box=box,
        state=known.state,
        tenant=tenant.name,
        rehearsal=tenant.rehearsal,
        title=known.title,
        place=known.place,
    )
    if known.opened is None or known.state != "open":
        return paper
    return await _with_questions(paper, known.opened, reading)


async def _with_questions(paper: VotersPaper, opened: BoxOpened, reading: Reading) -> VotersPaper:
    subjects = list(dict.fromkeys(question.subject for question in opened.questions))
    persons = [PERSON(each) for each in map(person_of, subjects) if each]
    serves = (await reading.of([PersonEnrolled], *persons)).serves
    units = dict.fromkeys(serves.get(person_of(each) or "", each) for each in subjects)
    await reading.of(NAMING, *(ORGANISATION(unit) for unit in units if not is_person(unit)))
    return replace(
        paper,
        public_key=opened.public_key,
        subjects=[about(each, reading.known, reading.today) for each in subjects],
        questions=[
            Asked(subjects.index(each.subject), each.item, each.text, each.choices)
            for each in opened.questions
        ],
        english=await _english(reading),
    )


async def _english(reading: Reading) -> dict[str, str]:
    """What the tenant prints below its words and items, for whoever reads no Chinese."""
    authority = await reading.platform.dispatcher.authority(reading.tenant)
    forms = authority.rules(reading.today).of(BallotRules).forms.values()
    return {word: said for form in forms for word, said in form.english.items()}


def about(subject: str, known: Known, today: date) -> About:
    """What the page may say of a subject."""
    person = person_of(subject)
    unit = subject if person is None else known.serves.get(person, "")
    return About(known.names.get(unit, Dated[str]()).on(today) or unit, person is not None)


def _identifier(box: str) -> str:
    """Of a box, as the log has them. Raises Refused for what can be none."""
    try:
        return msgspec.convert(box, BoxId)
    except msgspec.ValidationError:
        raise Refused(unknown("票箱", box)) from None
