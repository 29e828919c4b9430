"""Offers: the commands that a tenant's switches and a token's roles leave open."""

from collections.abc import Iterator
from typing import Any

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import Struct
from msgspec.structs import replace

from taizhang.app import Platform
from taizhang.commands.command import Command
from taizhang.http.commands import path_of
from taizhang.http.openapi import body_schema, document
from taizhang.http.requests import AnyRequest, actor_of, tenant_of
from taizhang.schemes import Schemes
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import ANYONE


class Offer(Struct, frozen=True):
    """A command that the asker may send: where to, and the schema of its body."""

    name: str
    title: str
    path: str
    scheme: str
    scheme_title: str
    schema: str


def offers(schemes: Schemes, described: Any, authority: Authority, actor: str) -> Iterator[Offer]:
    """The commands of what is on, as far as the actor's roles go. The decision asks again."""
    for command in schemes.open_to(authority.plugins).values():
        roles = command.decided_by.by
        if ANYONE in roles or authority.may(actor, roles):
            yield _offer(schemes, described, command)


def _offer(schemes: Schemes, described: Any, command: type[Command]) -> Offer:
    scheme = schemes.of(command)
    return Offer(
        name=command.command_name,
        title=command.command_title,
        path=path_of(command),
        scheme=scheme.name,
        scheme_title=scheme.title,
        schema=f"/openapi.json{body_schema(described, command)['$ref']}",
    )


def offer_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """`GET /api/{tenant}` and `GET /openapi.json`, both for programs and for the console."""
    described = document(platform.schemes)

    async def admitted(slug: str, request: AnyRequest) -> tuple[Tenant, str, Authority]:
        tenant = await tenant_of(platform, slug)
        actor = await actor_of(platform, tenant, request)
        return tenant, actor, await platform.dispatcher.authority(tenant)

    @get("/api/{tenant:str}")
    async def commands(tenant: FromPath[str], request: AnyRequest) -> list[Offer]:
        """What the holder of the token may ask here, by scheme."""
        known, actor, authority = await admitted(tenant, request)
        found = offers(platform.schemes, described, authority, actor)
        return [_at(known, offer) for offer in found]

    @get(["/openapi.json", "/schema/openapi.json"])
    async def openapi(request: AnyRequest) -> dict[str, Any]:
        """All installed commands (OpenAPI 3.1); with `?tenant=`, those that are on there.

        Which schemes a tenant uses is told to those who hold one of its tokens.
        """
        slug = request.query_params.get("tenant")
        if slug is None:
            return described
        _, _, authority = await admitted(slug, request)
        return document(platform.schemes, platform.schemes.open_to(authority.plugins))

    return [commands, openapi]


def _at(tenant: Tenant, offer: Offer) -> Offer:
    return replace(offer, path=offer.path.format(tenant=tenant.slug))
