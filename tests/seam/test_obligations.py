"""A scheme says what is due when, and the core keeps it (hook `obligations`)."""

from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid4

import pytest
from msgspec import Meta
from msgspec.structs import replace

from taizhang import (
    Command,
    Event,
    Every,
    ForeignEvent,
    Met,
    Obligation,
    Occasion,
    Owed,
    Role,
    RulesInForce,
    Scheme,
    Slice,
    app,
    decides,
    policy,
)
from taizhang.app import Platform, installed
from taizhang.commands.context import Envelope
from taizhang.core import (
    InspectionHeld,
    ObligationMissed,
    ObligationOwed,
    OpenTicket,
    OrganisationId,
    SubjectId,
    TicketOpened,
)
from taizhang.domain.amendments.correcting import CorrectFact
from taizhang.domain.obligations.deriving import with_obligations
from taizhang.domain.obligations.rows import Obligation as Row
from taizhang.domain.setup.clock import MoveClock
from taizhang.log import entry
from taizhang.onboarding.file import load
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes
from taizhang.tenancy.events import PluginSwitchedOn
from taizhang.testing import Town, opened

SANTANGJIE = next(path for path in source_tenants() if path.parent.name == "santangjie")


class Damaged(
    Event, name="dykes.damaged", title="堤坝受损", corrects=("mend_by",), final="登记修复"
):
    organisation: OrganisationId
    mend_by: date


class ReportDamage(Command, name="dykes.report_damage", title="登记堤坝受损"):
    organisation: Annotated[OrganisationId, Meta(title="单位")]
    mend_by: Annotated[date, Meta(title="修复期限")]


@decides(ReportDamage, by=Role.CLERK)
class Reporting(Slice[ReportDamage]):
    def execute(self) -> None:
        self.record(Damaged(organisation=self.ask.organisation, mend_by=self.ask.mend_by))


class Mended(Event, name="dykes.mended", title="堤坝修复", final="再次登记受损"):
    organisation: OrganisationId


class Inspected(ForeignEvent, name="inspections.held"):
    """Of the core's own fact only the unit matters."""

    organisation: SubjectId


def mending(event: Damaged, occasion: Occasion) -> Iterable[Owed]:
    yield Owed(event.organisation, event.mend_by)


def mended(event: Mended, occasion: Occasion) -> Iterable[Met]:
    yield Met(event.organisation)


def inspected(event: Inspected, occasion: Occasion) -> Iterable[Met]:
    yield Met(event.organisation)


def quarterly(rules: RulesInForce) -> Every:
    return Every("quarter", kinds=("村",))


@policy("dykes.complain", on=ObligationMissed)
def complain(event: ObligationMissed, occasion: Occasion) -> Iterable[Command]:
    """What was not mended in time is put on the ledger."""
    if event.obligation == "dykes.mend" and event.subject is not None:
        yield OpenTicket(
            ticket="dyke",
            organisation=event.subject,
            source="inspection",
            problem=event.title,
            due_on=date(2016, 3, 1),
        )


DYKES = Scheme(
    name="dykes",
    title="堤坝",
    events=(Damaged, Mended),
    commands=(ReportDamage,),
    policies=(complain,),
    obligations=(
        Obligation(
            name="dykes.mend",
            title="修复堤坝",
            owed=((Damaged, mending),),
            met=((Mended, mended),),
        ),
        Obligation(
            name="dykes.look", title="每季度督查", met=((Inspected, inspected),), every=quarterly
        ),
    ),
)
HELD = InspectionHeld(
    inspection="i",
    organisation="jingui",
    kind="定期",
    announced=True,
    scope="堤坝",
    inspectors=["甲"],
    followed=[],
    findings=0,
)
DAMAGED = Damaged(organisation="jingui", mend_by=date(2015, 12, 31))


@pytest.fixture(scope="module")
def schemes() -> Schemes:
    """All that is installed, and the scheme `dykes`."""
    return Schemes([*installed()[0].all, with_obligations(DYKES)])


@pytest.fixture(scope="module")
def newly_opened(schemes: Schemes) -> Town:
    town = opened(SANTANGJIE, schemes)
    town.answer()
    return town


@pytest.fixture
def town(newly_opened: Town) -> Town:
    """三堂街镇 on 1 December 2015, with `dykes` switched on."""
    return newly_opened.copy().given(PluginSwitchedOn(plugin="dykes"))


def states(town: Town) -> dict[tuple[str | None, str], str]:
    return {(row.subject, row.obligation): row.state for row in town.folded(Row).values()}


@pytest.mark.hook("obligations")
def test_what_a_fact_asks_for_is_owed_and_met(town: Town) -> None:
    town.given(DAMAGED).answer()
    assert states(town) == {("jingui", "dykes.mend"): "open"}
    town.given(Mended(organisation="jingui")).answer()
    assert states(town) == {("jingui", "dykes.mend"): "met"}


def test_a_scheme_answers_what_was_missed(town: Town) -> None:
    town.given(DAMAGED).answer()
    happened = town.begin(date(2016, 1, 1))
    assert [e.problem for e in happened if isinstance(e, TicketOpened)] == ["修复堤坝"]


def test_another_schemes_fact_meets_what_recurs(town: Town) -> None:
    town.begin(date(2016, 1, 1))
    town.given(HELD).answer()
    assert states(town)["jingui", "dykes.look"] == "met"
    assert states(town)["shiqiao", "dykes.look"] == "open"


def test_a_scheme_that_is_off_owes_nothing(newly_opened: Town) -> None:
    town = newly_opened.copy().given(DAMAGED)
    town.answer()
    town.begin(date(2016, 1, 1))
    assert states(town) == {}


@pytest.fixture
def with_dykes(schemes: Schemes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever platform is opened has the scheme installed."""
    monkeypatch.setattr(app, "installed", lambda: (schemes, ()))


@pytest.mark.anyio
async def test_the_reactor_opens_and_misses_each_period_of_a_clock_that_leaps(
    with_dykes: None, schemes: Schemes, platform: Platform
) -> None:
    """Through the one write path, by the platform's own workers."""
    tenant = await platform.register.open("dykes", "三堂街镇", rehearsal=True)
    file = replace(load(SANTANGJIE, schemes).command(), plugins=["dykes"])

    async def ask(command: Command, actor: str) -> None:
        envelope = Envelope(command_id=uuid4(), actor=actor)
        await platform.dispatcher.dispatch(tenant, command, envelope)

    async def work() -> None:
        await platform.days.catch_up(tenant.id)
        await platform.reactor.catch_up(tenant.id)

    await ask(file, "system")
    await work()
    await ask(MoveClock(to=datetime.fromisoformat("2016-08-15T09:00:00+08:00")), "system")
    await work()
    await work()  # whoever works once more finds nothing to do
    events = [event async for event in _events(platform, tenant.id)]
    owed = [(e.key, e.subject) for e in events if isinstance(e, ObligationOwed)]
    missed = [(e.key, e.subject) for e in events if isinstance(e, ObligationMissed)]
    assert len(owed) == len(set(owed)) == 3 * 7
    assert {key for key, _ in owed} == {"2016-Q1", "2016-Q2", "2016-Q3"}
    assert sorted(missed) == sorted(each for each in owed if each[0] != "2016-Q3")


@pytest.mark.anyio
async def test_the_reactor_answers_a_correction_as_of_the_facts_own_place(
    with_dykes: None, schemes: Schemes, platform: Platform
) -> None:
    """The fact is read from the log, far behind what the policy answers next."""
    tenant = await platform.register.open("dykes-corrected", "三堂街镇", rehearsal=True)
    file = replace(load(SANTANGJIE, schemes).command(), plugins=["dykes"])

    async def ask(command: Command, actor: str) -> int:
        envelope = Envelope(command_id=uuid4(), actor=actor)
        receipt = await platform.dispatcher.dispatch(tenant, command, envelope)
        await platform.reactor.catch_up(tenant.id)
        return receipt.position

    await ask(file, "system")
    due, later = date(2015, 12, 31), date(2016, 1, 15)
    fact = await ask(ReportDamage(organisation="jingui", mend_by=due), "clerk")
    fields = {"mend_by": later.isoformat()}
    await ask(CorrectFact(fact=fact, fields=fields, reason="录错", evidence="台账"), "clerk")
    events = [event async for event in _events(platform, tenant.id)]
    owed = [(e.due, e.previous, e.source) for e in events if isinstance(e, ObligationOwed)]
    assert owed == [(due, None, fact), (later, due, fact)]


async def _events(platform: Platform, tenant: UUID) -> AsyncIterator[object]:
    for recorded in await platform.log.read_after(tenant, 0, 10_000):
        e = entry.decode(recorded.entry)
        yield platform.schemes.catalogue.read(e.type, e.schema, bytes(e.body))
