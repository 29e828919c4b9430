"""Standing: plugins that tenants rely on and that are missing, and rules that cannot be read."""

import asyncio
from collections.abc import AsyncIterable, Iterable, Iterator
from datetime import date
from typing import Any

import asyncpg
from msgspec import Struct

from taizhang.errors import Reason, Refused
from taizhang.events.event import Event
from taizhang.plugins.plugin import Faulty
from taizhang.plugins.uses import ALL, Use, uses
from taizhang.rules.in_force import RulesInForce
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes
from taizhang.tenancy.register import Register, Tenant


class Missing(Struct):
    """A plugin that no installed distribution brings, though tenants have it on, or once had."""

    name: str
    on: list[Tenant]
    off: list[Tenant]

    @property
    def sentence(self) -> str:
        """The one message that names it."""
        counts = ((len(self.on), "启用着它"), (len(self.off), "曾经启用"))
        counted = "、".join(f"{count} 个单位{what}" for count, what in counts if count)
        return (
            f"方案“{self.name}”没有安装，而 {counted}。已有记录照原样保留（按原文显示）；"
            f"要继续办理，请装回它的发行包；不再需要的，"
            f"用 taizhang plugins off <单位> {self.name} 停用"
        )


class Unread(Struct, frozen=True):
    """Rules that a tenant has adopted and the installed version of a scheme cannot read."""

    scheme: Scheme
    tenant: Tenant
    reason: Reason


class Standing(Struct, frozen=True):
    """How tenants stand with the installed plugins."""

    missing: tuple[Missing, ...]
    unread: tuple[Unread, ...]
    on: dict[str, int]
    """By plugin, how many tenants have it on."""

    def sentences(self, faulty: Iterable[Faulty] = ()) -> Iterator[str]:
        """One message for each plugin with something to mend, the `faulty` ones apart: these are
        named already.
        """
        told = {each.name for each in faulty}
        yield from (each.sentence for each in self.missing if each.name not in told)
        for scheme in dict.fromkeys(each.scheme.name for each in self.unread):
            these = [each for each in self.unread if each.scheme.name == scheme]
            others = f"（共 {len(these)} 个单位如此）" if len(these) > 1 else ""
            first = these[0]
            yield (
                f"方案“{scheme}”读不了 {first.tenant.name}（{first.tenant.slug}）的规则{others}："
                f"{first.reason.sentence()}"
            )


async def look(
    pool: "asyncpg.Pool[Any]",
    register: Register,
    schemes: Schemes,
    kinds: Iterable[type[Event]] = ALL,
) -> Standing:
    """How all tenants stand. With `SWITCHES` alone rules are not read, which is quicker."""
    tenants = await register.all()
    return await standing(schemes, uses(pool, schemes.catalogue, tenants, kinds))


async def standing(schemes: Schemes, found: AsyncIterable[Use]) -> Standing:
    """Look at each tenant once."""
    known = {scheme.name for scheme in schemes.plugins}
    missing: dict[str, Missing] = {}
    unread: list[Unread] = []
    on: dict[str, int] = {}
    async for use in found:
        plugins = use.authority.plugins
        for name in sorted(use.ever - known):
            it = missing.setdefault(name, Missing(name, [], []))
            (it.on if name in plugins else it.off).append(use.tenant)
        for name in plugins:
            on[name] = on.get(name, 0) + 1
        unread += _unread(schemes, use)
        await asyncio.sleep(0)  # thousands of tenants take minutes: others have their turns
    return Standing(tuple(missing[name] for name in sorted(missing)), tuple(unread), on)


def _unread(schemes: Schemes, use: Use) -> Iterator[Unread]:
    """The sections in force last, those to come included, of what is on."""
    rules = RulesInForce(use.authority.adoptions, date.max)
    for scheme in schemes.all:
        if scheme.core or scheme.name in use.authority.plugins:
            for kind in scheme.rules:
                try:
                    rules.find(kind)
                except Refused as refused:
                    yield Unread(scheme, use.tenant, refused.reasons[0])


def lacking(plugin: Scheme, rules: RulesInForce) -> list[str]:
    """The sections that a plugin needs and a tenant has not adopted. Raises Refused
    (`rules.unreadable`).
    """
    return [
        f"[rules.{kind.section}]"
        for kind in plugin.rules
        if not kind.optional and rules.find(kind) is None
    ]
