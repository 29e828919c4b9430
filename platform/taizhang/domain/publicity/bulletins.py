"""Issuing a bulletin (通报): how the mending of problems goes, told to a scope (S1-17)."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.names import Text, TicketId
from taizhang.domain.publicity import bulletin_events as b
from taizhang.domain.publicity.arrangements import check_scope
from taizhang.domain.publicity.documents import bulletin_text, sha256_of
from taizhang.domain.publicity.events import PUBLICATION, PublicationId, PublicityStarted
from taizhang.domain.publicity.figures import WithLedger, ledger
from taizhang.domain.publicity.series import OfSeries, SeriesCommand, bulletins, due_after
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.errors import Refused
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role


class IssueBulletin(SeriesCommand, name="publicity.issue_bulletin", title="印发通报"):
    """Circulate how the mending goes: in words, and by what the ledger says of these tickets."""

    publication: PublicationId
    scope: Annotated[Text, Meta(title="通报范围")]
    text: Annotated[Text, Meta(title="通报内容")]
    tickets: Annotated[list[TicketId], Meta(max_length=2000, title="通报的问题台账")] = []


@decides(IssueBulletin, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Issuing(OfSeries[IssueBulletin], WithLedger[IssueBulletin]):
    """The figures come from the ledger, not from whoever writes the bulletin."""

    taken = False

    def consistency_boundary(self) -> list[Selector]:
        kinds: tuple[type[Event], ...] = (PublicityStarted, b.BulletinIssued)
        own = Selector(kinds, [PUBLICATION(self.ask.publication)])
        return [*super().consistency_boundary(), own, *ledger(self.ask.tickets)]

    @event(PublicityStarted)
    def _shown(self) -> None:
        self.taken = True

    @event(b.BulletinIssued)
    def _issued_before(self, series: str, publication: str, number: int, due_on: date) -> None:
        self.taken = self.taken or publication == self.ask.publication
        if series == self.ask.series:
            self.issued, self.due_on = number, due_on

    def execute(self) -> None:
        ask, rule = self.ask, bulletins(self.context.rules)
        self.require_running()
        check_scope(ask.scope, rule.scopes, rule)
        self.refuse_unless(not self.taken, TAKEN(kind="公开事项", id=ask.publication))
        if strange := [ticket for ticket in ask.tickets if ticket not in self.states]:
            raise Refused(*(unknown("问题台账", ticket) for ticket in strange))
        self._issue(due_after(self.context.on, rule))

    def _issue(self, due_on: date) -> None:
        ask, number, figures = self.ask, self.issued + 1, self.figures(self.ask.tickets)
        text = bulletin_text(self.title, number, ask.text, figures)
        self.record(
            b.BulletinIssued(
                series=ask.series,
                publication=ask.publication,
                cycle=self.cycle,
                number=number,
                scope=ask.scope,
                tickets=list(dict.fromkeys(ask.tickets)),
                figures=figures,
                overdue=self.overdue_tickets(),
                text=text,
                sha256=sha256_of(text),
                due_on=due_on,
            )
        )
