"""Over the real dispatcher and PostgreSQL: what two people decide about one list at once."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

import msgspec
import pytest

from taizhang.app import Platform
from taizhang.commands.context import Envelope
from taizhang.dispatch import decision
from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.grades.events import GradeAssigned, GradesConfirmed, GradesDrafted
from taizhang.errors import Refused
from taizhang.events.event import Event
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import TenantFile
from taizhang.tenancy.register import Tenant

pytestmark = pytest.mark.anyio
MEETINGS = ("k1", "k2")


class Live(NamedTuple):
    """The Hunan town in a database, with its dispatcher."""

    platform: Platform
    tenant: Tenant
    dispatcher: Dispatcher
    file: TenantFile

    async def ask(self, name: str, actor: str = "clerk", **fields: Any) -> Receipt:
        command = msgspec.convert(fields, self.platform.schemes.command(name))
        envelope = Envelope(command_id=uuid.uuid4(), actor=actor)
        return await self.dispatcher.dispatch(self.tenant, command, envelope)

    async def confirm(self, meeting: str) -> Receipt:
        return await self.ask("grades.confirm", "secretary", cycle="c", meeting=meeting)

    async def draft(self, best: list[str]) -> Receipt:
        grades = {unit.id: "好" if unit.id in best else "较好" for unit in self.file.organisations}
        lines = [
            {"subject": unit, "grade": grade, "rationale": "理由"}
            for unit, grade in grades.items()
        ]
        return await self.ask("grades.draft", cycle="c", lines=lines)

    async def history(self) -> list[Event]:
        recorded = await self.platform.log.read_after(self.tenant.id, 0, 10_000)
        read = decision.events_of(self.platform.schemes.catalogue, recorded)
        return [event for _, event in read if isinstance(event, Event)]

    def of_kind(self, kind: str) -> list[str]:
        return [unit.id for unit in self.file.organisations if unit.kind == kind]


class Overtaken(Dispatcher):
    """Between a first decision and its append, something else happens."""

    meanwhile: Callable[[], Awaitable[Any]] | None = None

    async def _encoded(self, *args: Any) -> Any:
        if self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            await meanwhile()
        return await super()._encoded(*args)


async def opened(platform: Platform, file: TenantFile) -> Live:
    """All is ready to be confirmed, in two meetings with their minutes."""
    tenant = (await apply(file, platform.register, platform.dispatcher)).tenant
    live = Live(platform, tenant, platform.dispatcher, file)
    units = [unit.id for unit in file.organisations]
    await live.ask("cycles.open", cycle="c", year=2020, title="分析研判", subjects=units)
    members = [{"number": str(n), "category": "党委委员"} for n in range(9)]
    for meeting in MEETINGS:
        await live.ask(
            "meetings.call", meeting=meeting, cycle="c", kind="committee", place="会议室"
        )
        await live.ask("meetings.check_in", meeting=meeting, attendees=members)
        await live.ask("meetings.record_minutes", meeting=meeting, text="逐村研判,形成名单。")
    return live


@pytest.fixture
async def live(platform: Platform, files: dict[str, TenantFile]) -> Live:
    return await opened(platform, files["hunan-town"])


@pytest.fixture
async def by_class(platform: Platform, files: dict[str, TenantFile]) -> Live:
    """The same town, had it chosen to count its quota class by class."""
    file = files["hunan-town"]
    rules = msgspec.json.decode(msgspec.json.encode(file.rules))
    rules["grades"]["quota"][0]["spread"] = "by_class"
    return await opened(platform, msgspec.structs.replace(file, rules=rules))


def codes(results: list[Any]) -> list[str]:
    assert all(isinstance(each, Receipt | Refused) for each in results), results
    return [each.code for each in results if isinstance(each, Refused)]


@pytest.mark.rule("S2-15")
async def test_of_two_lists_confirmed_at_once_exactly_one_is(live: Live) -> None:
    units = [unit.id for unit in live.file.organisations]
    await live.draft(units[:7])
    results = await asyncio.gather(
        *[live.confirm(meeting) for meeting in MEETINGS * 4],
        live.draft(units[-7:]),
        return_exceptions=True,
    )
    history = await live.history()
    [confirmed] = [event for event in history if isinstance(event, GradesConfirmed)]
    until = history.index(confirmed)
    *_, drafted = (e for e in history[:until] if isinstance(e, GradesDrafted))
    assigned = {e.subject: e.grade for e in history if isinstance(e, GradeAssigned)}
    assert assigned == {line.subject: line.grade for line in drafted.lines}
    assert len([e for e in history if isinstance(e, GradeAssigned)]) == 24
    assert set(codes(results)) == {"domain.wrong_state"}
    assert len([r for r in results[:8] if isinstance(r, Receipt)]) == 1


@pytest.mark.rule("S2-15")
async def test_list_that_was_drafted_anew_meanwhile_is_the_one_that_is_judged(live: Live) -> None:
    units = [unit.id for unit in live.file.organisations]
    await live.draft(units[:7])
    platform = live.platform
    overtaken = Overtaken(platform.log, platform.schemes, platform.keyring, platform.app)
    overtaken.meanwhile = lambda: live.draft(units[:8])
    with pytest.raises(Refused) as refused:
        await live._replace(dispatcher=overtaken).confirm("k1")
    assert refused.value.code == "grades.over_quota"
    assert not any(isinstance(event, GradesConfirmed) for event in await live.history())


@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-16")
async def test_class_that_changes_meanwhile_is_the_one_that_the_quota_is_taken_on(
    by_class: Live,
) -> None:
    few, many = sorted(map(by_class.of_kind, ("村", "社区")), key=len)
    small = next(unit.kind for unit in by_class.file.organisations if unit.id == few[0])
    await by_class.draft([*few[: len(few) * 3 // 10], *many[: len(many) * 3 // 10]])
    platform = by_class.platform
    overtaken = Overtaken(platform.log, platform.schemes, platform.keyring, platform.app)
    moved = {"cycle": "c", "subject": many[0], "group": small}
    overtaken.meanwhile = lambda: by_class.ask("grades.class_unit", **moved)
    with pytest.raises(Refused) as refused:
        await by_class._replace(dispatcher=overtaken).confirm("k1")
    [reason] = refused.value.reasons
    assert (refused.value.code, reason.values["within"]) == ("grades.over_quota", small)
    assert reason.values["base"] == len(few) + 1


@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-16")
async def test_class_and_list_at_once_end_in_one_order_or_the_other(by_class: Live) -> None:
    few, many = sorted(map(by_class.of_kind, ("村", "社区")), key=len)
    small = next(unit.kind for unit in by_class.file.organisations if unit.id == few[0])
    await by_class.draft([*few[: len(few) * 3 // 10], *many[: len(many) * 3 // 10]])
    moved = {"cycle": "c", "subject": many[0], "group": small}
    results = await asyncio.gather(
        by_class.confirm("k1"), by_class.ask("grades.class_unit", **moved), return_exceptions=True
    )
    # Confirmed first: the class is closed. Classed first: the list is over quota.
    assert codes(list(results)) in (["domain.wrong_state"], ["grades.over_quota"])
