"""What a resolved matter owes: its disclosure in time, and to be shown until its days are over."""

from collections.abc import Iterable
from datetime import timedelta

from taizhang import Met, Obligation, Occasion, Owed
from taizhang_plugins.deliberation.events import Disclosed, DisclosureEnded, StepTaken
from taizhang_plugins.deliberation.rules import DeliberationRules


def _resolved(event: StepTaken, occasion: Occasion) -> Iterable[Owed]:
    rules = occasion.rules.find(DeliberationRules)
    within = rules.disclosure.within_days if rules else None
    if event.act == "resolve" and within is not None:
        due = event.held_on + timedelta(days=within)
        yield Owed(subject=event.organisation, due=due, key=event.matter)


def _disclosed(event: Disclosed, occasion: Occasion) -> Iterable[Met]:
    if event.act == "disclose_resolution":
        yield Met(subject=event.organisation, key=event.matter)


def _shown(event: Disclosed, occasion: Occasion) -> Iterable[Owed]:
    """Its end is entered on the day after the last: the day itself must have run out."""
    if event.until is not None:
        due = event.until + timedelta(days=1)
        yield Owed(subject=event.organisation, due=due, key=f"{event.matter} {event.act}")


def _ended(event: DisclosureEnded, occasion: Occasion) -> Iterable[Met]:
    yield Met(subject=event.organisation, key=f"{event.matter} {event.act}")


DISCLOSURE = Obligation(
    name="deliberation.disclosure",
    title="公开决议",
    rule="S0-23",
    owed=((StepTaken, _resolved),),
    met=((Disclosed, _disclosed),),
)
DISCLOSURE_END = Obligation(
    name="deliberation.disclosure_end",
    title="公开期满",
    rule="S0-23",
    owed=((Disclosed, _shown),),
    met=((DisclosureEnded, _ended),),
)
OBLIGATIONS = (DISCLOSURE, DISCLOSURE_END)
