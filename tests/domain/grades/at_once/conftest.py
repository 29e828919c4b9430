"""The Hunan town in a database, where several people decide at once."""

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
from taizhang.errors import Refused
from taizhang.events.event import Event
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import TenantFile
from taizhang.tenancy.register import Tenant

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

    async def confirm(self, meeting: str, of: str = "units") -> Receipt:
        return await self.ask("grades.confirm", "secretary", cycle="c", meeting=meeting, of=of)

    def overtaken(self, meanwhile: Callable[[], Awaitable[Any]]) -> "Live":
        """The same town, where this happens between a decision and its append."""
        platform = self.platform
        late = Overtaken(platform.log, platform.schemes, platform.keyring, platform.app)
        late.meanwhile = meanwhile
        return self._replace(dispatcher=late)

    async def draft(self, best: list[str]) -> Receipt:
        grades = {unit.id: "好" if unit.id in best else "较好" for unit in self.file.organisations}
        lines = [
            {"subject": unit, "grade": grade, "rationale": "理由"} for unit, grade in grades.items()
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
        await live.ask("meetings.record_minutes", meeting=meeting, text="逐村研判，形成名单。")
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


def codes_of(results: list[Any]) -> list[str]:
    assert all(isinstance(each, Receipt | Refused) for each in results), results
    return [each.code for each in results if isinstance(each, Refused)]


@pytest.fixture(name="codes")
def codes_fixture() -> Callable[[list[Any]], list[str]]:
    return codes_of


@pytest.fixture(name="meetings")
def both_meetings() -> tuple[str, ...]:
    return MEETINGS
