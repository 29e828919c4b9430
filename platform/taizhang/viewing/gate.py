"""Gate: from a token to what its holder sees."""

from collections.abc import Mapping
from uuid import UUID

from msgspec.structs import replace

from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.errors import Refusal, Refused
from taizhang.fresh import Fresh
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.clients import Access, client_of
from taizhang.tenancy.register import Register, Tenant
from taizhang.tenancy.roles import Role
from taizhang.tenancy.tokens import BAD_TOKEN, Tokens, digits_of, slug_of
from taizhang.viewing.viewer import Viewer

SECONDS = 1.0
"""How long a token is believed: so long after it is withdrawn it may still read."""
_TOKENS = 10_000

PERSONAL = frozenset({Role.CLERK, Role.COMMITTEE_SECRETARY})

NOT_GRANTED = Refusal(
    "access.not_granted",
    zh="对接系统“{client}”没有“{tenant}”的数据授权，或授权已撤销；请与该单位联系",
    en="the client {client!r} was granted nothing by {tenant}",
    status=403,
)


class Gate:
    """Lets tokens in. Commands ask again for each request; reading believes for a second."""

    def __init__(self, register: Register, tokens: Tokens, dispatcher: Dispatcher) -> None:
        self._register, self._tokens, self._dispatcher = register, tokens, dispatcher
        self._viewers = Fresh(self._find, seconds=SECONDS, limit=_TOKENS)

    async def viewer(self, token: str | None) -> Viewer:
        """Who holds a token. Raises Refused (`tenancy.bad_token`, `access.not_granted`)."""
        return await self._viewers.get(token or "")

    async def _find(self, token: str) -> Viewer:
        tenant = await self._tenant(token)
        actor = await self._tokens.actor(tenant, token)
        authority = await self._dispatcher.authority(tenant)
        client = client_of(actor)
        if client is not None:
            found = await self._client(tenant, actor, client, authority)
            return replace(found, token=digits_of(token))
        return Viewer(
            tenant=tenant,
            actor=actor,
            tenants={tenant.id: tenant.slug},
            personal=authority.may(actor, PERSONAL),
            plugins=authority.plugins,
        )

    async def _tenant(self, token: str) -> Tenant:
        slug = slug_of(token)
        if slug is None or "\0" in token:
            raise Refused(BAD_TOKEN())
        try:
            return await self._register.find(slug)
        except Refused:
            raise Refused(BAD_TOKEN()) from None

    async def _client(
        self, tenant: Tenant, actor: str, client: str, authority: Authority
    ) -> Viewer:
        access = authority.access(actor)
        if access is None:
            raise Refused(NOT_GRANTED(client=client, tenant=tenant.name))
        return Viewer(
            tenant=tenant,
            actor=actor,
            tenants=await self._granted(tenant, access),
            personal=True,
            plugins=authority.plugins,
            access=access,
        )

    async def _granted(self, tenant: Tenant, access: Access) -> Mapping[UUID, str]:
        below = await self._register.below(tenant) if access.grant.below else ()
        only = access.grant.only
        return {t.id: t.slug for t in (tenant, *below) if not only or t.slug in only}
