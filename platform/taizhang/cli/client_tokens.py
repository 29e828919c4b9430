"""`access token`, `tokens` and `revoke`: the keys of other systems. Each is shown once."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from taizhang.app import Platform
from taizhang.cli.environment import err, out, with_platform
from taizhang.cli.listing import Listing
from taizhang.commands.context import CHINA
from taizhang.errors import Refused
from taizhang.tenancy.clients import actor_of_client, client_of
from taizhang.tenancy.tokens import Issued
from taizhang.viewing.gate import NOT_GRANTED

_ALL = actor_of_client("")
_SHORTEST = 4
"""Digits of a hash that say which token is meant."""
Days = Annotated[int, Parameter(validator=Number(gte=1, lte=3650))]


def token(tenant: str, client: str, *, days: Days | None = None, label: str | None = None) -> None:
    """Issue a token to another system that was granted something, and print it for this once.

    Parameters
    ----------
    days
        So long it is good; until it is revoked where nothing is said.
    label
        What `taizhang access tokens` calls it; its system's title where nothing is said.
    """

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        authority = await platform.dispatcher.authority(known)
        access = authority.access(actor_of_client(client))
        if access is None:
            raise Refused(NOT_GRANTED(client=client, tenant=known.name))
        until = None if days is None else datetime.now(UTC) + timedelta(days=days)
        named, actor = label or access.grant.title, actor_of_client(client)
        print(await platform.tokens.issue(known, actor, named, until))
        term = "撤销前一直有效" if until is None else f"{_day(until)} 到期"
        err.print(f"“{named}”的令牌只显示这一次，{term}；请妥善转交", markup=False)

    with_platform(work)


def tokens(tenant: str, client: str | None = None) -> None:
    """List the tokens of other systems, or of one; the tokens themselves are not kept."""

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        actor = None if client is None else actor_of_client(client)
        table = Listing("标识", "对接系统", "名称", "签发", "到期", "状态")
        for each in await platform.tokens.issued(known, actor=actor, prefix=_ALL):
            until = "" if each.expires_at is None else _day(each.expires_at)
            who = client_of(each.actor) or ""
            table.tell(each.digits, who, each.label, _day(each.created_at), until, _state(each))
        out.print(table)

    with_platform(work)


def revoke(tenant: str, named: str) -> None:
    """Revoke a token of another system, named by its label or the first digits of its hash. It is
    refused within a second.
    """

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        found = _meant(await platform.tokens.issued(known, prefix=_ALL), named)
        if len(found) != 1:
            sys.exit(_not_one(named, found))
        await platform.tokens.revoke(known, found)
        out.print(f"已撤销“{found[0].label}”（{found[0].digits}）", markup=False)

    with_platform(work)


def _meant(issued: Sequence[Issued], named: str) -> list[Issued]:
    """The tokens that are still good and bear the label or the digits."""
    good = [each for each in issued if each.good(datetime.now(UTC))]
    digits = named.lower() if len(named) >= _SHORTEST else None
    return [each for each in good if each.label == named] or [
        each for each in good if digits and each.hash.hex().startswith(digits)
    ]


def _not_one(named: str, found: Sequence[Issued]) -> str:
    if not found:
        return f"没有名称或标识为“{named}”的有效令牌；用 taizhang access tokens 列出"
    return f"“{named}”有 {len(found)} 个，请写标识：{'、'.join(each.digits for each in found)}"


def _state(each: Issued) -> str:
    if each.revoked_at is not None:
        return f"已撤销（{_day(each.revoked_at)}）"
    return "有效" if each.good(datetime.now(UTC)) else "已到期"


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%F}"
