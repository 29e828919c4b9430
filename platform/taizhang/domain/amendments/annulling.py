"""Annulling (作废): a fact that never was, or was recorded for another. It stays readable."""

from taizhang.commands.slice import decides
from taizhang.domain.amendments.amending import AmendCommand, Amending
from taizhang.events.amendments import FactAnnulled
from taizhang.tenancy.roles import Role


class AnnulFact(AmendCommand, name="amendments.annul", title="作废"):
    """Annul a recorded fact. Enter it anew where it belongs, if it does."""


@decides(AnnulFact, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Annulling(Amending[AnnulFact]):
    """Only facts whose kind may be annulled, and once."""

    def execute(self) -> None:
        fact, cited = self.standing("作废")
        self.refuse_final(fact, "作废", fact.event_annuls)
        self.record(
            FactAnnulled(
                fact=self.ask.fact,
                event=fact.event_name,
                about=list(cited.tags),
                reason=self.ask.reason,
                evidence=self.ask.evidence,
            )
        )
