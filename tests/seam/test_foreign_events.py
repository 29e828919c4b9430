"""A scheme reads another's facts by their stored names, without knowing its code."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Annotated, Any
from uuid import uuid4

import pytest

from taizhang import (
    ANYONE,
    At,
    Check,
    Command,
    Event,
    ForeignEvent,
    Occasion,
    Policy,
    Refusal,
    Role,
    Row,
    Scheme,
    Selector,
    Slice,
    Tag,
    checks,
    decides,
    event,
    folds,
)
from taizhang.app import Platform
from taizhang.commands.context import Envelope
from taizhang.domain.amendments.correcting import CorrectFact
from taizhang.domain.authority.commands import GrantRole
from taizhang.schemes import Schemes
from taizhang.testing import Town

pytestmark = pytest.mark.anyio
MEMBER = Tag("member")
BANNED = Refusal("dues.banned", zh="{member} 不能入会", en="{member} cannot be admitted")


class Admitted(Event, name="members.admitted", title="入会", corrects=("fee",), annuls=True):
    """The publisher's own."""

    member: Annotated[str, MEMBER]
    fee: Decimal
    note: str


class Admit(Command, name="members.admit", title="入会"):
    member: str
    fee: Decimal


@decides(Admit, by=ANYONE)
class Admission(Slice[Admit]):
    def execute(self) -> None:
        self.record(Admitted(member=self.ask.member, fee=self.ask.fee, note="其他内容"))


class SeenAdmitted(ForeignEvent, name="members.admitted"):
    """The reader's: it knows nothing of the note."""

    member: Annotated[str, MEMBER]
    fee: Decimal


class Welcomed(Event, name="dues.welcomed", title="欢迎", annuls=True):
    member: Annotated[str, MEMBER]
    fee: Decimal


class Paid(Event, name="dues.paid", title="交费", annuls=True):
    member: Annotated[str, MEMBER]
    fee: Decimal | None


class Pay(Command, name="dues.pay", title="交费"):
    member: str


class Welcome(Command, name="dues.welcome", title="欢迎"):
    member: str
    fee: Decimal


@decides(Pay, by=ANYONE)
class Paying(Slice[Pay]):
    fee: Decimal | None = None

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([SeenAdmitted], [MEMBER(self.ask.member)])]

    @event(SeenAdmitted)
    def _(self, fee: Decimal) -> None:
        self.fee = fee

    def execute(self) -> None:
        self.record(Paid(member=self.ask.member, fee=self.fee))


@decides(Welcome, by=Role.SYSTEM)
class Welcoming(Slice[Welcome]):
    def execute(self) -> None:
        self.record(Welcomed(member=self.ask.member, fee=self.ask.fee))


@checks(SeenAdmitted)
class NotBanned(Check[SeenAdmitted]):
    def execute(self) -> None:
        self.refuse_unless(self.fact.member != "banned", BANNED(member=self.fact.member))


class Due(Row, key=("member",), title="会费", plural="Dues"):
    member: Annotated[str, MEMBER]
    fee: Decimal


@folds(Due, SeenAdmitted, "member")
def _(row: Due | None, event: SeenAdmitted, at: At) -> Due:
    return Due(member=event.member, fee=event.fee)


def welcome(fact: SeenAdmitted, occasion: Occasion) -> Iterator[Command]:
    yield Welcome(member=fact.member, fee=fact.fee)


MEMBERS = Scheme("members", "会员", events=(Admitted,), commands=(Admit,), core=True)
DUES = Scheme(
    "dues",
    "会费",
    events=(Welcomed, Paid),
    commands=(Pay, Welcome),
    rows=(Due,),
    checks=(NotBanned,),
    policies=(Policy("dues.welcome", SeenAdmitted, welcome),),
    core=True,
)
ADMITTED = Admitted(member="m1", fee=Decimal("12.50"), note="其他内容")


@pytest.fixture
def town(core: tuple[Scheme, ...]) -> Town:
    """Publisher and reader both installed; `core=True` spares the switch."""
    return Town(Schemes([*core, MEMBERS, DUES])).grant("clerk", "clerk")


@pytest.fixture
def alone(core: tuple[Scheme, ...]) -> Town:
    """The reader without the publisher."""
    return Town(Schemes([*core, DUES]))


def test_a_decision_reads_the_fields_that_it_declares(town: Town) -> None:
    assert town.given(ADMITTED).do(Pay(member="m1")) == [Paid(member="m1", fee=Decimal("12.50"))]


def test_a_decision_reads_the_publishers_correction(town: Town) -> None:
    town.given(ADMITTED)
    town.do(CorrectFact(fact=len(town.log), fields={"fee": "20"}, reason="误写", evidence="收据"))
    assert town.do(Pay(member="m1")) == [Paid(member="m1", fee=Decimal(20))]


@pytest.mark.hook("policies")
def test_a_policy_answers_what_another_scheme_records(town: Town) -> None:
    town.do(Admit(member="m1", fee=Decimal("12.50")))
    assert Welcomed(member="m1", fee=Decimal("12.50")) in town.answer()


def test_a_check_refuses_what_another_scheme_would_record(town: Town) -> None:
    reason = town.refusal(Admit(member="banned", fee=Decimal(1)))
    assert reason.refusal is BANNED


@pytest.mark.hook("rows")
def test_a_row_is_folded_from_another_schemes_facts(town: Town) -> None:
    [due] = town.given(ADMITTED).folded(Due).values()
    assert due == Due(member="m1", fee=Decimal("12.50"))


def test_without_the_publisher_nothing_is_seen(alone: Town) -> None:
    assert alone.do(Pay(member="m1")) == [Paid(member="m1", fee=None)]
    assert alone.folded(Due) == {}


async def test_rows_and_policies_read_it_from_the_log_with_its_correction(
    having: Callable[..., Platform],
) -> None:
    platform = having(MEMBERS, DUES)
    tenant = await platform.register.open("town", "三堂街镇", rehearsal=False)

    async def ask(command: Command, actor: str = "system") -> int:
        envelope = Envelope(command_id=uuid4(), actor=actor)
        return (await platform.dispatcher.dispatch(tenant, command, envelope)).position

    await ask(GrantRole(actor="clerk", role="clerk"))
    at = await ask(Admit(member="m1", fee=Decimal("12.50")), "anyone")
    await platform.reactor.catch_up(tenant.id)
    types = [each.type for each in await platform.log.read_after(tenant.id, 0, 10)]
    assert types == ["tenancy.role_granted", "members.admitted", "dues.welcomed"]

    async def fee() -> Any:
        await platform.worker.catch_up(tenant.id)
        [name] = {each.generation for each in await platform.worker.status()}
        async with platform.reader.acquire() as connection:
            await connection.work_for(tenant.id)
            query = f"select fee from rows_{name}.due where tenant_id = $1 and member = 'm1'"
            return await connection.fetchval(query, tenant.id)

    assert await fee() == Decimal("12.50")
    await ask(CorrectFact(fact=at, fields={"fee": "20"}, reason="误写", evidence="收据"), "clerk")
    assert await fee() == Decimal(20)
