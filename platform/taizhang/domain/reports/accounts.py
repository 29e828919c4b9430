"""What a report must account for: last year's commitments, and tickets carried over (S1-06)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from taizhang.domain.reports.contents import Account, Commitment
from taizhang.domain.reports.rules import ReportRules
from taizhang.errors import Reason, Refusal

COMMITMENT_OPEN = Refusal(
    "reports.commitment_unaccounted",
    zh="没有交代 {cycle} 年度述职报告的第 {number} 项整改承诺：{text}",
    en="commitment {number} of the report of {cycle} is not accounted for: {text}",
    rule="S1-06",
)
TICKET_OPEN = Refusal(
    "reports.ticket_unaccounted",
    zh="没有交代上周期结转的问题“{ticket}”：{text}",
    en="the ticket carried over, {ticket!r}, is not accounted for: {text}",
    rule="S1-06",
)
NO_SUCH = Refusal(
    "reports.unknown_account",
    zh="交代的{kind}“{id}”不存在，或不是本单位的",
    en="there is no {kind_en} {id!r} of this unit to account for",
    rule="S1-06",
)
TWICE = Refusal(
    "reports.accounted_twice",
    zh="{kind}“{id}”交代了 {times} 次，每项只能有一个结果",
    en="{kind_en} {id!r} is accounted for {times} times; one outcome is needed",
    rule="S1-06",
)
KINDS = {"commitment": "整改承诺", "ticket": "问题台账"}


class Past:
    """What a unit carries into one cycle: what was open when it was enrolled in it, mended or not.

    The cycle before is the one that the unit was enrolled in last; only an accepted report binds.
    """

    def __init__(self, cycle: str) -> None:
        self.cycle = cycle
        self.before: str | None = None
        self.carried: dict[str, str] | None = None
        self._promised: dict[str, Sequence[Commitment]] = {}
        self._binding: dict[str, Sequence[Commitment]] = {}
        self._tickets: dict[str, str] = {}
        self._open: dict[str, None] = {}
        self._kept: dict[str, tuple[str | None, str | None]] = {}
        """By ticket of a commitment: the cycle of its report, and its number."""

    def enrolled(self, cycle: str) -> None:
        """The unit is assessed in a cycle. One that is entered after this one is not before it."""
        if self.carried is None and cycle == self.cycle:
            self.carried = {ticket: self._tickets[ticket] for ticket in self._open}
        elif self.carried is None:
            self.before = cycle

    def submitted(self, cycle: str, commitments: Sequence[Commitment]) -> None:
        """A version was handed in."""
        self._promised[cycle] = commitments

    def accepted(self, cycle: str) -> None:
        """The version that stands was accepted."""
        self._binding[cycle] = self._promised.get(cycle, ())

    def opened(self, ticket: str, problem: str) -> None:
        """A ticket of the unit was opened."""
        self._tickets[ticket] = problem
        self._open[ticket] = None

    def promised(self, ticket: str, cycle: str | None, number: str | None) -> None:
        """A ticket is the one of a commitment: what is said of one is said of the other."""
        self._kept[ticket] = cycle, number

    def taken_over(self, ticket: str, problem: str) -> None:
        """A ticket of a unit that is gone is this one's; the report that comes next tells of it."""
        self.opened(ticket, problem)
        if self.carried is not None:
            self.carried[ticket] = problem

    def handed_over(self, ticket: str) -> None:
        """Another unit answers for a ticket."""
        self._open.pop(ticket, None)
        if self.carried is not None:
            self.carried.pop(ticket, None)

    def reopened(self, ticket: str) -> None:
        """A closed ticket is open again."""
        if ticket in self._tickets:
            self._open[ticket] = None

    def closed(self, ticket: str) -> None:
        """A ticket was struck off."""
        self._open.pop(ticket, None)

    @property
    def commitments(self) -> Sequence[Commitment]:
        """Those of the cycle before."""
        return self._binding.get(self.before, ()) if self.before else ()

    def knows(self, account: Account) -> bool:
        """Whether there is what an account is of."""
        if account.of == "ticket":
            return account.id in self._tickets
        return account.id in {str(each.number) for each in self.commitments}

    def same(self, of: str, id: str) -> tuple[str, str]:
        """What is accounted for: a ticket of a commitment of the cycle before is that one."""
        cycle, number = self._kept.get(id, (None, None)) if of == "ticket" else (None, None)
        if cycle is None or cycle != self.before or number is None:
            return of, id
        return "commitment", number


def misplaced(accounts: Sequence[Account], past: Past) -> Iterator[Reason]:
    """Accounts of what there is not, and more than one of the same."""
    times = Counter(past.same(account.of, account.id) for account in accounts)
    for account in {(each.of, each.id): each for each in accounts}.values():
        values = {"kind": KINDS[account.of], "kind_en": account.of, "id": account.id}
        if not past.knows(account):
            yield NO_SUCH(**values)
        elif (said := times[past.same(account.of, account.id)]) > 1:
            yield TWICE(**values, times=said)


def unaccounted(accounts: Sequence[Account], past: Past, rules: ReportRules) -> Iterator[Reason]:
    """Each commitment and each carried ticket of which nothing is said, as far as the rules ask."""
    told = {past.same(account.of, account.id) for account in accounts}
    provision = rules.accounts
    for promise in past.commitments if provision.commitments else ():
        if ("commitment", str(promise.number)) not in told:
            clause = provision.basis("commitments")
            values = {"number": promise.number, "text": promise.text}
            yield COMMITMENT_OPEN(clause=clause, cycle=past.before, **values)
    for ticket, problem in (past.carried or {}).items() if provision.tickets else ():
        item = past.same("ticket", ticket)
        if item not in told and (item[0] == "ticket" or not provision.commitments):
            yield TICKET_OPEN(clause=provision.basis("tickets"), ticket=ticket, text=problem)
