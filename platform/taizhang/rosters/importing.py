"""Importing: exactly what was previewed is applied, once, or nothing."""

import hashlib
import hmac
from uuid import UUID

from msgspec.structs import replace

from taizhang.commands.context import CHINA, Envelope
from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.dispatch.entries import happened_at
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.organisations.applying_roster import ApplyRoster
from taizhang.errors import Refusal, Refused
from taizhang.log.log import Log
from taizhang.rosters.draft import NEW
from taizhang.rosters.preview import Preview, preview
from taizhang.rosters.register import Registers
from taizhang.tenancy.register import Tenant

OTHER_PREVIEW = Refusal(
    "rosters.other_preview",
    zh="现在的预览与所确认的不同：文件或登记册在预览之后有了变化；请重新预览后确认",
    en="this is not what was previewed: the file or the register has changed since",
    status=409,
)


class Importer:
    """Previews and applies rosters of tenants."""

    def __init__(self, registers: Registers, log: Log, dispatcher: Dispatcher) -> None:
        self._registers = registers
        self._log = log
        self._dispatcher = dispatcher

    async def preview(self, tenant: Tenant, data: bytes, actor: str) -> Preview:
        """What a file would do now. Raises Refused where confirming it would be refused."""
        shown = await self._judged(tenant, data)
        envelope = Envelope(command_id=_command_id(tenant, shown.digest), actor=actor)
        command = identified(shown.command, tenant, shown.digest)
        await self._dispatcher.dispatch(tenant, command, envelope, dry_run=True)
        return shown

    async def _judged(self, tenant: Tenant, data: bytes) -> Preview:
        now = (await self._log.read_boundary(tenant.id, [])).now
        register = await self._registers.read(tenant.id)
        return preview(data, register, now.astimezone(CHINA).date())

    async def confirm(self, tenant: Tenant, data: bytes, digest: str, actor: str) -> Receipt:
        """Apply what was previewed under this digest; asked again, its first outcome.

        Raises Refused(`rosters.other_preview`) when file or register is another by now.
        """
        id = _command_id(tenant, digest)
        now = await self._judged(tenant, data)
        if not hmac.compare_digest(now.digest, digest):
            return await self._repeated(tenant, id)
        command = identified(now.command, tenant, digest)
        return await self._dispatcher.dispatch(
            tenant, command, Envelope(command_id=id, actor=actor)
        )

    async def _repeated(self, tenant: Tenant, id: UUID) -> Receipt:
        known = await self._log.command(tenant.id, id)
        if known is None:
            raise Refused(OTHER_PREVIEW())
        events = await self._log.read_after(
            tenant.id, known.first - 1, known.last - known.first + 1
        )
        return Receipt(
            command_id=id,
            state="repeated",
            position=known.last,
            recorded_at=known.recorded_at,
            events=[happened_at(event.entry, event.position) for event in events],
        )


def identified(command: ApplyRoster, tenant: Tenant, digest: str) -> ApplyRoster:
    """The command with identifiers for what is new.

    They are keyed by the tenant's secret: random to everybody else, the same when asked again.
    """

    def of(kind: str, key: str) -> str:
        made = _keyed(tenant, kind, f"{digest} {key}").hex()[:20]
        return f"{kind}-{made}" if key.startswith(NEW) else key

    def unit(key: str) -> str:
        return of("u", key)

    return replace(
        command,
        units=[
            replace(
                line,
                id=unit(line.id),
                wanted=replace(
                    line.wanted, superior=line.wanted.superior and unit(line.wanted.superior)
                ),
            )
            for line in command.units
        ],
        people=[replace(line, id=of("p", line.id)) for line in command.people],
        posts=[
            replace(line, person=of("p", line.person), organisation=unit(line.organisation))
            for line in command.posts
        ],
    )


def _command_id(tenant: Tenant, digest: str) -> UUID:
    """The same for the same preview, so that it is applied once; says nothing to others."""
    data = bytearray(_keyed(tenant, "roster", digest)[:16])
    data[6], data[8] = data[6] & 0x0F | 0x80, data[8] & 0x3F | 0x80  # RFC 9562, version 8
    return UUID(bytes=bytes(data))


def _keyed(tenant: Tenant, kind: str, text: str) -> bytes:
    return hmac.digest(tenant.secret, f"{kind} {text}".encode(), hashlib.sha256)
