"""Two steps against PostgreSQL: what was previewed is applied once, or nothing is."""

from typing import Any

import pytest
from uuid_utils.compat import uuid7

from taizhang.app import Platform
from taizhang.commands.context import Envelope
from taizhang.domain.organisations.commands import ErasePerson, RegisterOrganisation
from taizhang.errors import Refused
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import load
from taizhang.onboarding.sources import source_tenants
from taizhang.rosters.exporting import export
from taizhang.rosters.importing import Importer
from taizhang.rosters.register import Registers
from taizhang.rosters.state import State
from taizhang.tenancy.register import Tenant

pytestmark = pytest.mark.anyio

SHEETS = {
    "单位": [("单位", "单位类别", "上级单位"), ("示例新村", "村", "")],
    "人员": [
        ("姓名", "单位", "职务", "任职日期"),
        ("示名赵", "示例新村", "书记", "2015-03-01"),
        ("示 名钱", "示例新村", "主任", "2015-04-01"),
    ],
}


class Office:
    """A tenant and what imports its rosters."""

    def __init__(self, platform: Platform, tenant: Tenant) -> None:
        self.platform, self.tenant = platform, tenant
        catalogue = platform.schemes.catalogue
        self.registers = Registers(platform.log, catalogue, platform.keyring, platform.app)
        self.importer = Importer(self.registers, platform.log, platform.dispatcher)

    async def preview(self, data: bytes) -> Any:
        return await self.importer.preview(self.tenant, data, "clerk")

    async def confirm(self, data: bytes, digest: str, actor: str = "clerk") -> Any:
        return await self.importer.confirm(self.tenant, data, digest, actor)

    async def do(self, command: Any) -> None:
        envelope = Envelope(command_id=uuid7(), actor="clerk")
        await self.platform.dispatcher.dispatch(self.tenant, command, envelope)

    async def head(self) -> int:
        return (await self.platform.log.read_boundary(self.tenant.id, [])).head


@pytest.fixture
async def office(platform: Platform) -> Office:
    path = next(path for path in source_tenants() if path.parent.name == "santangjie")
    file = load(path, platform.schemes)
    return Office(platform, (await apply(file, platform.register, platform.dispatcher)).tenant)


async def test_preview_writes_nothing(office: Office, book_of: Any) -> None:
    before = await office.head()
    shown = await office.preview(book_of(SHEETS))
    assert [row.state for row in shown.rows] == [State.NEW] * 3
    assert await office.head() == before


async def test_what_was_previewed_is_applied_in_one_append(office: Office, book_of: Any) -> None:
    before, data = await office.head(), book_of(SHEETS)
    receipt = await office.confirm(data, (await office.preview(data)).digest)
    assert [happened.type for happened in receipt.events] == [
        "organisations.registered",
        "organisations.person_registered",
        "organisations.person_registered",
        "organisations.post_taken",
        "organisations.post_taken",
    ]
    assert receipt.position == before + 5


async def test_names_are_sealed_in_the_log_and_read_back_as_written(
    office: Office, book_of: Any
) -> None:
    data = book_of(SHEETS)
    await office.confirm(data, (await office.preview(data)).digest)
    events = await office.platform.log.read_after(office.tenant.id, 0, 1000)
    assert not any("示名赵".encode() in event.entry for event in events)
    assert "示 名钱" in (await office.registers.read(office.tenant.id)).names.values()


async def test_confirmed_again_is_answered_with_the_first_outcome(
    office: Office, book_of: Any
) -> None:
    data = book_of(SHEETS)
    digest = (await office.preview(data)).digest
    first = await office.confirm(data, digest)
    again = await office.confirm(data, digest)
    assert (again.state, again.position) == ("repeated", first.position)
    assert [h.type for h in again.events] == [h.type for h in first.events]
    assert await office.head() == first.position


async def test_register_that_has_changed_refuses(office: Office, book_of: Any) -> None:
    data = book_of(SHEETS)
    digest = (await office.preview(data)).digest
    await office.do(RegisterOrganisation(organisation="laocun", name="示例老村", kind="村"))
    with pytest.raises(Refused) as refused:
        await office.confirm(data, digest)
    assert refused.value.code == "rosters.other_preview"


async def test_erasure_since_the_preview_refuses(office: Office, book_of: Any) -> None:
    data = book_of(SHEETS)
    digest = (await office.preview(data)).digest
    await office.do(ErasePerson(person="p-jingui", reason="本人申请"))
    with pytest.raises(Refused) as refused:
        await office.confirm(data, digest)
    assert refused.value.code == "rosters.other_preview"


async def test_other_file_refuses(office: Office, book_of: Any) -> None:
    digest = (await office.preview(book_of(SHEETS))).digest
    other = SHEETS | {"人员": [*SHEETS["人员"], ("示名孙", "示例新村", "会计", "2015-05-01")]}
    with pytest.raises(Refused) as refused:
        await office.confirm(book_of(other), digest)
    assert refused.value.code == "rosters.other_preview"


async def test_only_a_clerk_imports(office: Office, book_of: Any) -> None:
    data = book_of(SHEETS)
    digest = (await office.preview(data)).digest
    with pytest.raises(Refused) as refused:
        await office.confirm(data, digest, "auditor")
    assert refused.value.code == "commands.forbidden"


async def test_imported_roster_is_unchanged_when_previewed_again(
    office: Office, book_of: Any
) -> None:
    data = book_of(SHEETS)
    await office.confirm(data, (await office.preview(data)).digest)
    shown = await office.preview(data)
    assert {row.state for row in shown.rows} == {State.UNCHANGED}
    assert (await office.confirm(data, shown.digest)).state == "unchanged"


async def test_export_of_the_source_tenant_is_unchanged(office: Office) -> None:
    register = await office.registers.read(office.tenant.id)
    now = (await office.platform.log.read_boundary(office.tenant.id, [])).now
    shown = await office.preview(export(register, now.date()))
    assert [row.state for row in shown.rows] == [State.UNCHANGED] * 16


async def test_identifiers_of_new_people_say_nothing_of_their_names(
    office: Office, book_of: Any
) -> None:
    """The same file in another tenant gives others."""
    data = book_of(SHEETS)
    receipt = await office.confirm(data, (await office.preview(data)).digest)
    people = [h.body["person"] for h in receipt.events if "person_registered" in h.type]
    assert len(set(people)) == 2
    assert all(len(person) == 22 for person in people)
