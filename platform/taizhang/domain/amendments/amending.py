"""What correcting and annulling have in common: the fact that is cited, and how it stands now."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Cited, Selector, Slice, event
from taizhang.domain.names import Text
from taizhang.errors import Refusal, Refused
from taizhang.events.amendments import FACT, FactAnnulled, FactCorrected
from taizhang.events.event import Event

NO_FACT = Refusal(
    "amendments.no_fact",
    zh="本单位的日志里没有第 {fact} 条记录",
    en="this tenant's log has no event {fact}",
    status=404,
)
FINAL = Refusal(
    "amendments.final",
    zh="第 {fact} 条“{title}”不能{act}:{instead}",
    en="event {fact} ({event}) cannot be amended: {instead}",
    status=409,
)
VOID = Refusal(
    "amendments.annulled",
    zh="第 {fact} 条“{title}”已经作废",
    en="event {fact} ({event}) is annulled already",
    status=409,
)
_UNKNOWN = "没有安装能解读它的方案"
_NOT_THIS = "这类记录没有这种改法"


class AmendCommand(Command):
    """Names a fact by its position in the log, says why, and what proves it."""

    fact: Annotated[int, Meta(ge=1, title="记录序号")]
    reason: Annotated[Text, Meta(title="原因")]
    evidence: Annotated[Text, Meta(title="依据")]


Ask = TypeVar("Ask", bound=AmendCommand)


class Amending(Slice[Ask]):
    """Knows the fact, and what became of it so far."""

    annulled = False
    body: bytes | None = None

    def cites(self) -> Sequence[int]:
        return [self.ask.fact]

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([FactCorrected, FactAnnulled], [FACT(str(self.ask.fact))])]

    @event(FactCorrected)
    def _corrected(self, body: bytes) -> None:
        self.body = body

    @event(FactAnnulled)
    def _annulled(self) -> None:
        self.annulled = True

    def standing(self, act: str) -> tuple[Event, Cited]:
        """The fact as it was recorded. Raises Refused unless it is known and not void."""
        cited = self.cited.get(self.ask.fact)
        if cited is None:
            raise Refused(NO_FACT(fact=self.ask.fact))
        if not isinstance(cited.event, Event):
            values = {"event": cited.event.name, "title": cited.event.name}
            raise Refused(FINAL(fact=self.ask.fact, act=act, instead=_UNKNOWN, **values))
        self.refuse_unless(not self.annulled, VOID(fact=self.ask.fact, **named(cited.event)))
        return cited.event, cited

    def refuse_final(self, fact: Event, act: str, possible: bool) -> None:
        """Raise Refused, saying what puts it right instead, where this act is not possible."""
        instead = fact.event_final or _NOT_THIS
        final = FINAL(fact=self.ask.fact, act=act, instead=instead, **named(fact))
        self.refuse_unless(possible, final)


def named(fact: Event) -> dict[str, str]:
    """A fact's type, for a refusal."""
    return {"event": fact.event_name, "title": fact.event_title}
