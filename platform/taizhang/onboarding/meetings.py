"""Meetings: each kind of review meeting has a name of its own and all that it needs (S2-08, S2-11).

What holds for all kinds may stand once; a kind without its attendance or its attendees, there or
here, would ask for nobody and let nobody in.
"""

from collections.abc import Iterator

from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.meetings.kinds import COMMITTEE, REVIEW
from taizhang.domain.meetings.presence import Attendance, Attendees
from taizhang.domain.meetings.rules import Kind, MeetingRules
from taizhang.rules.fault import Fault, Path, Words, missing, unknown, unnamed

_AT: Path = ("rules", "meetings")
_ITEM = Words("测评项目", "item of a ballot")
_RENAME = Words("换一个名称", "give it another name")


def of_meetings(meetings: MeetingRules, ballots: BallotRules | None) -> Iterator[Fault]:
    """Faults of the kinds of review meeting; of the only one, where none is named."""
    general = _stated(meetings)
    if not meetings.kinds:
        yield from _needed(general, _AT)
    if "attendees" in general and not meetings.attendees.categories:
        yield unnamed((*_AT, "attendees", "categories"))
    for number, kind in enumerate(meetings.kinds, start=1):
        at = (*_AT, "kinds", number)
        yield from _named(kind, [each.name for each in meetings.kinds[: number - 1]], at)
        yield from _needed(general | set(kind.own), at)
        if kind.attendees is not None and not kind.attendees.categories:
            yield unnamed((*at, "attendees", "categories"))
        yield from _asked(kind, ballots, at)


def _stated(meetings: MeetingRules) -> set[str]:
    """Which of the needed provisions stand for all kinds: what is read has a clause or a choice."""
    absent = {"attendance": Attendance(minimum=None), "attendees": Attendees(categories=[])}
    return {name for name, nothing in absent.items() if getattr(meetings, name) != nothing}


def _needed(stated: set[str], at: Path) -> Iterator[Fault]:
    for name in ("attendance", "attendees"):
        if name not in stated:
            yield missing((*at, name))


def _named(kind: Kind, before: list[str], at: Path) -> Iterator[Fault]:
    if kind.name in before:
        twice = Words(f"“{kind.name}”这类会议写了两次", f"the kind {kind.name!r} is named twice")
        yield Fault((*at, "name"), twice, _RENAME)
    if kind.name in (COMMITTEE, REVIEW):
        ours = Words(f"“{kind.name}”是平台的用语", f"{kind.name!r} is a word of the platform")
        yield Fault((*at, "name"), ours, _RENAME)


def _asked(kind: Kind, ballots: BallotRules | None, at: Path) -> Iterator[Fault]:
    if kind.items == []:
        yield unnamed((*at, "items"))
    known = ballots.forms if ballots else {}
    for item in (kind.items or ()) if ballots else ():
        if item not in known:
            yield unknown((*at, "items"), item, _ITEM, known)
