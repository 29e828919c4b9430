"""Applying a tenant's file: the tenant is opened and brought to what the file says, or nothing is.

Interrupted at any time, the tenant has no history (and is not listed), or it has all of the file.
"""

from datetime import date, datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from taizhang.commands.context import CHINA, Envelope, Late
from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.dispatch.receipt import Receipt
from taizhang.errors import Refusal, Refused
from taizhang.onboarding.file import TenantFile
from taizhang.onboarding.tree import parent_of
from taizhang.tenancy.register import Register, Tenant
from taizhang.tenancy.roles import Role
from taizhang.tenancy.tokens import Tokens

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:taizhang:onboarding")

FIXED = Refusal(
    "onboarding.fixed",
    zh="“{slug}”开户时 {key} 为“{held}”，不能改为“{asked}”；请改回，或换一个 slug 另行开户",
    en="{slug!r} was opened with {key} {held!r}; it cannot become {asked!r}: open another slug",
    status=409,
)


class Applied(NamedTuple):
    """The tenant, and what applying the file came to (`unchanged` when it differed in nothing)."""

    tenant: Tenant
    receipt: Receipt


async def apply(file: TenantFile, register: Register, dispatcher: Dispatcher) -> Applied:
    """Open the tenant unless it is open, and record what differs from its file, all in one append.

    Raises Refused(`onboarding.fixed`) for a name, a kind or a parent other than it was opened with;
    a parent may be named later where there was none, and what no file names stays.
    """
    above = await parent_of(file, register)
    tenant = await register.open(file.slug, file.name, rehearsal=file.rehearsal, parent=above)
    _require_unchanged(tenant, file, await register.above(tenant))
    on = await _business_date(file, tenant, dispatcher)
    command = file.command()
    preview = _envelope(uuid4(), on, file)
    head = (await dispatcher.dispatch(tenant, command, preview, dry_run=True)).position
    # Two who apply one file to one state ask the same; after any change it is another request.
    id = uuid5(_NAMESPACE, f"{file.slug} {file.digest} {head}")
    receipt = await dispatcher.dispatch(tenant, command, _envelope(id, on, file))
    # Recorded before it counts: a county sees nothing of a township whose log does not say so.
    if above is not None and tenant.parent is None:
        tenant = await register.place(tenant, above)
    return Applied(tenant, receipt)


async def accounts(file: TenantFile, tenant: Tenant, tokens: Tokens) -> dict[str, str]:
    """A fresh token for each account, by actor. Tokens issued before stay good."""
    return {
        account.actor: await tokens.issue(tenant, account.actor, account.title)
        for account in file.accounts
    }


def _require_unchanged(tenant: Tenant, file: TenantFile, above: Tenant | None) -> None:
    pairs: list[tuple[str, object, object]] = [
        ("name", tenant.name, file.name),
        ("rehearsal", tenant.rehearsal, file.rehearsal),
    ]
    if above is not None and file.parent is not None:
        pairs.append(("parent", above.slug, file.parent))
    changed = [
        FIXED(slug=file.slug, key=key, held=held, asked=asked)
        for key, held, asked in pairs
        if held != asked
    ]
    if changed:
        raise Refused(*changed)


async def _business_date(file: TenantFile, tenant: Tenant, dispatcher: Dispatcher) -> date | None:
    """A rehearsal that starts in the past is opened on its own first day; else it is today."""
    if file.clock is None or (await dispatcher.authority(tenant)).position:
        return None
    day = file.clock.astimezone(CHINA).date()
    return day if day < datetime.now(CHINA).date() else None


def _envelope(id: UUID, on: date | None, file: TenantFile) -> Envelope:
    late = Late(reason="开户", evidence=file.document.title) if on else None
    return Envelope(command_id=id, actor=str(Role.SYSTEM), on=on, late=late)
