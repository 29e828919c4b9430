"""Making a matter public: what both kinds of matter have in common."""

from typing import Annotated, TypeVar

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.names import CYCLE, CycleId, Text
from taizhang.domain.naming import Naming
from taizhang.domain.publicity import events as e
from taizhang.domain.publicity.arrangements import arranged, check_scope, last_day
from taizhang.domain.publicity.documents import sha256_of
from taizhang.domain.publicity.rules import Arrangement, PublicityRules
from taizhang.domain.refusals import TAKEN
from taizhang.errors import Refusal
from taizhang.events.event import Event

SHOWN: tuple[type[Event], ...] = (e.PublicityStarted, e.PublicityEnded, e.PublicityWithdrawn)
SHOWN_ALREADY = Refusal(
    "publicity.shown_already",
    zh="“{name}”的同一文本正在{act}（编号“{publication}”），不能重复办理",
    en="the same text of {name} is shown already, as {publication}",
    status=409,
)


class StartCommand(Command):
    """Asks to make a matter public, within a scope that the tenant uses."""

    publication: e.PublicationId
    act: Annotated[e.Act, Meta(title="公开或公示")]
    cycle: CycleId
    scope: Annotated[Text, Meta(title="公开范围")]


Ask = TypeVar("Ask", bound=StartCommand)


class Starting(Naming[Ask]):
    """Knows what of the cycle is being shown now."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.taken = False
        self.showing: dict[tuple[str, str], str] = {}
        """By act and hash of the text: the publication."""

    def consistency_boundary(self) -> list[Selector]:
        own = Selector([e.PublicityStarted], [e.PUBLICATION(self.ask.publication)])
        return [own, Selector(SHOWN, [CYCLE(self.ask.cycle)])]

    @event(e.PublicityStarted)
    def _started(self, publication: str, act: str, sha256: str) -> None:
        self.taken = self.taken or publication == self.ask.publication
        self.showing[act, sha256] = publication

    @event(e.PublicityEnded)
    def _ended(self, publication: str) -> None:
        self._gone(publication)

    @event(e.PublicityWithdrawn)
    def _withdrawn(self, publication: str) -> None:
        self._gone(publication)

    def require_arranged(self, matter: e.Matter) -> Arrangement:
        """The tenant's arrangement. Raises Refused for a foreign scope or a used identifier."""
        ask = self.ask
        rule = arranged(self.context.rules.find(PublicityRules), ask.act, matter)
        check_scope(ask.scope, rule.scopes, rule)
        self.refuse_unless(not self.taken, TAKEN(kind="公开事项", id=ask.publication))
        return rule

    def start(
        self,
        rule: Arrangement,
        text: str,
        name: str,
        *,
        organisation: str | None = None,
        version: int | None = None,
    ) -> None:
        """Show this text from the day of the decision on. Raises Refused if it is shown now."""
        ask, digest = self.ask, sha256_of(text)
        shown = self.showing.get((ask.act, digest))
        again = SHOWN_ALREADY(name=name, act=e.ACTS[ask.act], publication=shown)
        self.refuse_unless(shown is None, again)
        until = last_day(rule, self.context.on)
        self.record(
            e.PublicityStarted(
                publication=ask.publication,
                act=ask.act,
                matter=rule.matter,
                cycle=ask.cycle,
                organisation=organisation,
                version=version,
                scope=ask.scope,
                text=text,
                sha256=digest,
                until=until.day,
                calendar=until.calendar,
            )
        )

    def _gone(self, publication: str) -> None:
        self.showing = {kind: p for kind, p in self.showing.items() if p != publication}
