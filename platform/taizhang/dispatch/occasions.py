"""Occasions: what a policy asks for when its event has happened. Pure."""

from collections.abc import Iterator

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, Policy
from taizhang.dispatch.standing import Standing
from taizhang.errors import Refused
from taizhang.events.catalogue import Catalogue
from taizhang.events.event import Event
from taizhang.events.foreign import seen
from taizhang.log import entry
from taizhang.log.model import Recorded
from taizhang.scheme import Scheme


def asked(
    scheme: Scheme, policy: Policy, recorded: Recorded, standing: Standing, catalogue: Catalogue
) -> Iterator[Command | Refused]:
    """The commands that answer an event, in order; a rule that is missing is a refusal."""
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
        for fact in seen(event, policy.events):
            yield from policy.respond(fact, occasion)
    except Refused as refused:
        yield refused


def _is_on(scheme: Scheme, recorded: Recorded, standing: Standing) -> bool:
    """A plugin's policy answers where the plugin was on at the event, and is on still."""
    if scheme.core:
        return True
    then, now = standing.as_of(recorded.position), standing.now()
    return scheme.name in then.plugins and scheme.name in now.plugins
