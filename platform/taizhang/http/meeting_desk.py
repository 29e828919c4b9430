"""The desk of a meeting: invitations to print, and check-in with a code as it is typed or scanned.

Codes are answered once, on paper, and kept nowhere: the log learns hashes and proofs.
"""

from typing import Annotated

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import Meta, Struct

from taizhang.app import Platform
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.ballots.slip_codes import proof_of
from taizhang.domain.meetings.attendance import WRONG_CODE, CheckInByCode
from taizhang.domain.meetings.printing import calling_of, new_invitations
from taizhang.domain.meetings.roll import Number
from taizhang.domain.names import MeetingId
from taizhang.errors import Refusal, Refused
from taizhang.http.invitation_sheets import Invitation, printed_invitations
from taizhang.http.requests import AnyRequest, actor_of, body_of, envelope_of, flag, tenant_of
from taizhang.http.tellers import Tellers
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import ANYONE, Role

#: The codes are on the page: it is kept nowhere and fetches nothing.
_SECRET = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
}
CLOSED_DESK = Refusal(
    "meetings.desk_closed",
    zh="邀请函由组织干事打印",
    en="invitations are printed by the clerk",
    status=403,
)


class InvitationOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """Which meeting to print invitations to, for all who are expected or for these numbers."""

    meeting: MeetingId
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    when: Annotated[str, Meta(max_length=200)] = ""
    page: Annotated[str, Meta(pattern="^https?://[^#\\s]{1,400}$")] | None = None
    numbers: Annotated[list[Number], Meta(min_length=1, max_length=2000)] | None = None


class Typed(Struct, frozen=True, forbid_unknown_fields=True):
    """A check-in as it is typed at the door: the number, and the code on the invitation."""

    meeting: MeetingId
    number: Number
    code: Annotated[str, Meta(min_length=1, max_length=64)]

    def command(self) -> CheckInByCode:
        """The check-in with the proof in the place of the code. Raises Refused if mistyped."""
        try:
            proof = proof_of(self.code)
        except Refused:
            raise Refused(WRONG_CODE(number=self.number)) from None
        return CheckInByCode(meeting=self.meeting, number=self.number, proof=proof)


def meeting_desk_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """`POST /api/{tenant}/meetings/desk/{invitations,check-in}`."""
    tellers = Tellers(platform)

    async def admit(slug: str, request: AnyRequest) -> tuple[Tenant, str]:
        tenant = await tenant_of(platform, slug)
        actor = await actor_of(platform, tenant, request)
        if not (await platform.dispatcher.authority(tenant)).may(actor, (Role.CLERK,)):
            raise Refused(CLOSED_DESK())
        return tenant, actor

    @post("/api/{tenant:str}/meetings/desk/invitations", status_code=200)
    async def invitations(tenant: FromPath[str], request: AnyRequest) -> Response[bytes]:
        """New codes on a page to print, registered before it is shown; a dry run: a specimen."""
        known, actor = await admit(tenant, request)
        order = await body_of(request, InvitationOrder)
        happened = await tellers.events(known, calling_of(order.meeting))
        made = new_invitations(order.meeting, happened, order.numbers)
        receipt = await tellers.dispatch(known, actor, request, made.command)
        common = Invitation(order.title, order.when, made.place, order.page)
        fresh = receipt.state == "appended"
        text = printed_invitations(common, made.printed if fresh else [])
        return Response(text.encode(), media_type="text/html", headers=_SECRET)

    @post("/api/{tenant:str}/meetings/desk/check-in", status_code=200)
    async def check_in(tenant: FromPath[str], request: AnyRequest) -> Receipt:
        """Check in with the code as it is typed; the log is given its proof."""
        known = await tenant_of(platform, tenant)
        command = (await body_of(request, Typed)).command()
        envelope, dry_run = envelope_of(request, known, ANYONE), flag(request, "dry_run")
        return await platform.dispatcher.dispatch(known, command, envelope, dry_run=dry_run)

    return [invitations, check_in]
