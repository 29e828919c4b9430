"""Occasions: what a policy asks for when its event has happened. Pure."""

from collections.abc import Iterator

from msgspec.structs import replace

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, Policy
from taizhang.dispatch.corrected import corrected
from taizhang.dispatch.standing import Standing
from taizhang.errors import Refused
from taizhang.events.amendments import FactCorrected
from taizhang.events.catalogue import Catalogue
from taizhang.events.event import Event
from taizhang.events.foreign import seen
from taizhang.log import entry
from taizhang.log.model import Recorded
from taizhang.rules.in_force import RulesInForce
from taizhang.scheme import Scheme


def asked(
    scheme: Scheme,
    policy: Policy,
    recorded: Recorded,
    standing: Standing,
    catalogue: Catalogue,
    fact: Recorded | None = None,
) -> Iterator[Command | Refused]:
    """The commands that answer an event, in order; a rule that is missing is a refusal.

    `fact`: where the event is a correction, what it corrects (see `names_fact`).
    """
    names = (kind.event_name for kind in policy.events)
    if recorded.type not in names or not _is_on(scheme, recorded, standing):
        return
    e = entry.decode(recorded.entry)
    event = catalogue.read(e.type, e.schema, bytes(e.body))
    if not isinstance(event, Event):
        return
    rules = standing.as_of(recorded.position).rules(e.on)
    try:
        occasion = Occasion(recorded.position, e.on, recorded.recorded_at, rules)
        if isinstance(event, FactCorrected) and fact is not None:
            own = _of(fact, rules)
            occasion = replace(occasion, corrected=corrected(catalogue, event, own))
        for read in seen(event, policy.events):
            yield from policy.respond(read, occasion)
    except Refused as refused:
        yield refused


def names_fact(policy: Policy, recorded: Recorded, catalogue: Catalogue) -> int | None:
    """The position of the fact that a policy has to see beside an event, if any."""
    if recorded.type != FactCorrected.event_name or FactCorrected not in policy.events:
        return None
    e = entry.decode(recorded.entry)
    event = catalogue.read(e.type, e.schema, bytes(e.body))
    return event.fact if isinstance(event, FactCorrected) else None


def _of(fact: Recorded, now: RulesInForce) -> Occasion:
    """A fact's own occasion, by the rules of its day as they are known when it is corrected."""
    on = entry.decode(fact.entry).on
    return Occasion(fact.position, on, fact.recorded_at, now.at(on))


def _is_on(scheme: Scheme, recorded: Recorded, standing: Standing) -> bool:
    """A plugin's policy answers where the plugin was on at the event, and is on still."""
    if scheme.core:
        return True
    then, now = standing.as_of(recorded.position), standing.now()
    return scheme.name in then.plugins and scheme.name in now.plugins
