"""A history is read by other releases: classes renamed and moved, or a plugin there no more."""

from contextlib import aclosing
from typing import Annotated, Any
from uuid import UUID, uuid4

import pytest
from msgspec import Struct, structs

from taizhang.audit.outcome import Outcome
from taizhang.audit.recompute import recompute
from taizhang.audit.rendering import render
from taizhang.audit.timeline import Line, timeline
from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.domain.core import CORE
from taizhang.domain.organisations.commands import RegisterOrganisation
from taizhang.errors import Refusal, Refused
from taizhang.events.event import Event
from taizhang.events.personal import Personal
from taizhang.events.tags import Tag
from taizhang.log.feed import follow
from taizhang.log.log import Log
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes
from taizhang.tenancy.keyring import Keyring
from taizhang.tenancy.roles import Role

from .conftest import History

pytestmark = pytest.mark.anyio

BOOK, PERSON = Tag("book"), Tag("person")
LENT = Refusal("library.lent", zh="《{book}》已借出", en="{book} is lent")
NAME = "示例读者"


class BookLent(Event, name="library.book_lent", title="借出图书"):
    book: Annotated[str, BOOK]
    reader: Annotated[str, PERSON]
    name: Annotated[str, Personal("reader")]


class LendBook(Command, name="library.lend", title="借书"):
    book: str
    reader: str
    name: Annotated[str, Personal("reader")]


@decides(LendBook, by=Role.CLERK)
class Lending(Slice[LendBook]):
    lent = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([BookLent], [BOOK(self.ask.book)])]

    @event(BookLent)
    def _(self) -> None:
        self.lent = True

    def execute(self) -> None:
        self.refuse_unless(not self.lent, LENT(book=self.ask.book))
        self.record(BookLent(**structs.asdict(self.ask)))


class Loan(Event, name="library.book_lent", title="借出图书"):
    """`BookLent`, renamed and moved."""

    __module__ = "library.loans.facts"

    book: Annotated[str, BOOK]
    reader: Annotated[str, PERSON]
    name: Annotated[str, Personal("reader")]


class RequestLoan(Command, name="library.lend", title="借书"):
    """`LendBook`, renamed and moved."""

    __module__ = "library.loans.requests"

    book: str
    reader: str
    name: Annotated[str, Personal("reader")]


@decides(RequestLoan, by=Role.CLERK)
class LoanDecision(Slice[RequestLoan]):
    """`Lending`, renamed."""

    taken = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([Loan], [BOOK(self.ask.book)])]

    @event(Loan)
    def _(self) -> None:
        self.taken = True

    def execute(self) -> None:
        self.refuse_unless(not self.taken, LENT(book=self.ask.book))
        self.record(Loan(**structs.asdict(self.ask)))


def schemes(fact: type[Event], ask: type[Command]) -> Schemes:
    library = Scheme("library", "图书", events=(fact,), commands=(ask,), core=True)
    return Schemes([*CORE, library])


class Release(Struct, frozen=True):
    """The platform's parts as another release has them."""

    app: Any
    log: Log
    keyring: Keyring
    schemes: Schemes
    dispatcher: Dispatcher


def release(history: History, known: Schemes) -> Release:
    p = history.platform
    return Release(p.app, p.log, p.keyring, known, Dispatcher(p.log, known, p.keyring, p.app))


LENDING = {"book": "b1", "reader": "r1", "name": NAME}
LOAN_ID, LOAN_AT = uuid4(), 12


@pytest.fixture
async def lent(history: History) -> History:
    """A history of the core, then a book that was lent while the plugin was installed."""
    envelope = Envelope(command_id=LOAN_ID, actor="clerk-1")
    before = release(history, schemes(BookLent, LendBook))
    receipt = await before.dispatcher.dispatch(history.tenant, LendBook(**LENDING), envelope)
    assert (receipt.state, receipt.position) == ("appended", LOAN_AT)
    return history


async def outcome(history: History, parts: Any, command_id: UUID | None = None) -> Any:
    made = await recompute(parts, history.tenant, command_id)
    return {each: count for each, count in made.counts.items() if count}, made.differences


async def lines(history: History, known: Schemes) -> list[Line]:
    return await timeline(history.platform.log, known.catalogue, history.tenant.id, "book:b1")


async def test_recorded_commands_are_taken_again_by_renamed_classes(lent: History) -> None:
    after = release(lent, schemes(Loan, RequestLoan))
    assert await outcome(lent, after) == ({Outcome.SAME: 6}, [])


async def test_a_repeated_request_is_known_to_renamed_classes(lent: History) -> None:
    after = release(lent, schemes(Loan, RequestLoan))
    envelope = Envelope(command_id=LOAN_ID, actor="clerk-1")
    receipt = await after.dispatcher.dispatch(lent.tenant, RequestLoan(**LENDING), envelope)
    assert (receipt.state, receipt.position) == ("repeated", LOAN_AT)


async def test_renamed_classes_decide_upon_what_happened_before(lent: History) -> None:
    after = release(lent, schemes(Loan, RequestLoan))
    envelope = Envelope(command_id=uuid4(), actor="clerk-1")
    with pytest.raises(Refused, match="已借出"):
        await after.dispatcher.dispatch(lent.tenant, RequestLoan(**LENDING), envelope)


async def test_the_timeline_is_the_same_under_renamed_classes(lent: History) -> None:
    before, after = schemes(BookLent, LendBook), schemes(Loan, RequestLoan)
    shown = await lines(lent, after)
    assert shown == await lines(lent, before)
    assert shown[0].summary.startswith("借出图书")


async def test_without_the_plugin_its_event_is_shown_raw(lent: History) -> None:
    (line,) = await lines(lent, lent.platform.schemes)
    assert (line.type, line.body) == (
        "library.book_lent",
        {"book": "b1", "reader": "r1", "name": "（已加密）"},
    )


async def test_without_the_plugin_a_terminal_names_the_event_and_nobody(lent: History) -> None:
    text = render(await lines(lent, lent.platform.schemes))
    assert "library.book_lent" in text
    assert "book=b1" in text
    assert NAME not in text
    assert "sealed:" not in text


async def test_without_the_plugin_the_log_still_verifies(lent: History) -> None:
    assert (await lent.verify()).faults == []


async def test_without_the_plugin_its_command_alone_cannot_be_judged(lent: History) -> None:
    counts, (unjudged,) = await outcome(lent, lent.platform)
    assert counts == {Outcome.SAME: 5, Outcome.UNREADABLE: 1}
    assert unjudged.detail == "没有安装能办理“library.lend”的方案"


async def test_without_the_plugin_decisions_are_taken(lent: History) -> None:
    ask = RegisterOrganisation(organisation="b1", name="示例村", kind="village")
    assert (await lent.ask(ask)).position == LOAN_AT + 1


async def test_without_the_plugin_rows_are_folded_past_its_event(lent: History) -> None:
    worker = lent.platform.worker
    await worker.catch_up(lent.tenant.id)
    (standing,) = await worker.status()
    assert (standing.position, standing.letters) == (LOAN_AT, 0)


async def test_without_the_plugin_a_subscriber_gets_its_event(lent: History) -> None:
    p = lent.platform
    async with aclosing(follow(p.log, p.hints, lent.tenant.id, after=LOAN_AT - 1)) as events:
        assert (await anext(events)).type == "library.book_lent"
