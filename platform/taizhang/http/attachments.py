"""Files: sent up for a unit, and given out to those who may see the unit's reports."""

import hashlib
from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import Struct, json
from msgspec.structs import replace

from taizhang.app import Platform
from taizhang.attachments.kinds import kind_of
from taizhang.commands.context import NOT_YOUR_UNIT
from taizhang.dispatch.decision import events_of
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.names import ATTACHMENT, ORGANISATION
from taizhang.domain.reports.commands import RecordAttachment
from taizhang.domain.reports.events import AttachmentStored
from taizhang.domain.reports.files import NOT_STORED
from taizhang.domain.reports.rules import BYTES_CEILING
from taizhang.errors import Refused
from taizhang.http.bodies import decode
from taizhang.http.requests import actor_of, envelope_of, flag, tenant_of
from taizhang.log.model import Selector
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import Role

SENDERS = (Role.CLERK,)
READERS = (Role.CLERK, Role.COMMITTEE_SECRETARY, Role.AUDITOR)
PATH = "/api/{tenant:str}/attachments/{organisation:str}"


class Kept(Struct, frozen=True):
    """What was stored: name it by `sha256` in a report."""

    sha256: str
    size: int
    type: str
    receipt: Receipt


def attachment_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """`POST …/attachments/{unit}/{file name}` and `GET …/attachments/{unit}/{sha256}`."""

    @post(f"{PATH}/{{name:str}}", status_code=200, request_max_body_size=BYTES_CEILING)
    async def send(
        tenant: FromPath[str],
        organisation: FromPath[str],
        name: FromPath[str],
        request: Request[Any, Any, Any],
    ) -> Kept:
        """Store the bytes of the body for a unit; what they are is told by themselves."""
        known = await tenant_of(platform, tenant)
        actor = await actor_of(platform, known, request)
        authority = await platform.dispatcher.authority(known)
        _require_unit(authority, actor, organisation, SENDERS)
        envelope = replace(envelope_of(request, known), actor="system", on_behalf_of=actor)
        content = await request.body()
        command = _command(organisation, name, content)
        # Decided twice: bytes are kept only where they will be recorded, and before they are.
        tried = await platform.dispatcher.dispatch(known, command, envelope, dry_run=True)
        if flag(request, "dry_run"):
            return Kept(command.sha256, command.size, command.type, tried)
        await platform.attachments.put(known.id, content)
        receipt = await platform.dispatcher.dispatch(known, command, envelope)
        return Kept(command.sha256, command.size, command.type, receipt)

    @get(f"{PATH}/{{sha256:str}}")
    async def give(
        tenant: FromPath[str],
        organisation: FromPath[str],
        sha256: FromPath[str],
        request: Request[Any, Any, Any],
    ) -> Response[bytes]:
        """The bytes of a file that was stored for this unit."""
        known = await tenant_of(platform, tenant)
        actor = await actor_of(platform, known, request)
        authority = await platform.dispatcher.authority(known)
        _require_unit(authority, actor, organisation, READERS)
        stored = await _stored(platform, known, organisation, sha256)
        return _download(stored, await platform.attachments.get(known.id, stored.sha256))

    return [send, give]


def _require_unit(authority: Authority, actor: str, unit: str, others: tuple[Role, ...]) -> None:
    """The unit's own secretary, or one of the other roles. Raises Refused."""
    units = authority.units(actor, Role.UNIT_SECRETARY)
    if unit not in units and not authority.may(actor, others):
        own = "、".join(sorted(units)) or "（无）"
        raise Refused(NOT_YOUR_UNIT(unit=unit, name=unit, units=own))


def _command(organisation: str, name: str, content: bytes) -> RecordAttachment:
    told = {
        "organisation": organisation,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "type": kind_of(content),
        "name": name,
    }
    return decode(json.encode(told), RecordAttachment)


async def _stored(
    platform: Platform, tenant: Tenant, organisation: str, sha256: str
) -> AttachmentStored:
    """What the log says of a file. Raises Refused(`reports.attachment_unknown`)."""
    reason = NOT_STORED(unit=organisation, name=organisation, sha256=sha256)
    if "\0" in organisation + sha256:  # the database would not even look
        raise Refused(reason)
    tags = (ATTACHMENT(sha256), ORGANISATION(organisation))
    selector = Selector((AttachmentStored.event_name,), tags)
    boundary = await platform.log.read_boundary(tenant.id, [selector])
    for _, event in events_of(platform.schemes.catalogue, boundary.events):
        if isinstance(event, AttachmentStored):
            return event
    raise Refused(reason)


def _download(stored: AttachmentStored, content: bytes) -> Response[bytes]:
    """To be saved, never shown by the browser as a page of ours."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(stored.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "ETag": f'"{stored.sha256}"',
    }
    return Response(content, media_type=stored.type, headers=headers)
