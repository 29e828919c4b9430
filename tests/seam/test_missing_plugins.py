"""A plugin that is missing although there is history of it is named once, however many tenants."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

import pytest

from taizhang import Command, Event, Provision, Rules, Scheme
from taizhang.app import Platform
from taizhang.commands.context import Envelope
from taizhang.domain.authority.commands import SwitchPluginOff
from taizhang.domain.setup.applying import ApplyTenantFile, Document
from taizhang.plugins import uses as using
from taizhang.plugins.plugin import Faulty, Origin
from taizhang.plugins.standing import Standing, lacking, look, standing
from taizhang.plugins.uses import SWITCHES, Use, recorded
from taizhang.rules.events import RulesAdopted
from taizhang.schemes import Schemes
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.events import PluginSwitchedOff, PluginSwitchedOn
from taizhang.tenancy.register import Tenant


class Limit(Provision, frozen=True):
    most: int


class FenceRules(Rules, frozen=True):
    section: ClassVar[str] = "fence"
    limit: Limit


class ExtraRules(Rules, frozen=True):
    section: ClassVar[str] = "fence_extra"
    optional: ClassVar[bool] = True
    limit: Limit


FENCE = Scheme("fence", "围栏", rules=(FenceRules, ExtraRules))
SCHEMES = Schemes([Scheme("core", "核心", core=True), FENCE])


def tenant(slug: str) -> Tenant:
    return Tenant(uuid4(), slug, f"{slug}镇", None, False, b"")


def on(plugin: str) -> Event:
    return PluginSwitchedOn(plugin=plugin)


def off(plugin: str) -> Event:
    return PluginSwitchedOff(plugin=plugin)


def adopted(**sections: Any) -> Event:
    return RulesAdopted(
        document="围栏办法",
        number=None,
        issued_on=None,
        effective_from=date(2015, 1, 1),
        sections=sections,
    )


def use(slug: str, *events: Event) -> Use:
    authority = Authority()
    for position, event in enumerate(events, start=1):
        authority = authority.then(position, event)
    ever = frozenset(e.plugin for e in events if isinstance(e, PluginSwitchedOn))
    return Use(tenant(slug), authority, ever)


async def of(*found: Use) -> Standing:
    async def each() -> AsyncIterator[Use]:
        for one in found:
            yield one

    return await standing(SCHEMES, each())


pytestmark = pytest.mark.anyio


async def test_a_missing_plugin_is_told_in_one_line_with_how_many_tenants() -> None:
    found = await of(
        use("a", on("pay")), use("b", on("pay")), use("c", on("pay"), off("pay")), use("d")
    )
    [told] = found.sentences()
    assert told.startswith("方案“pay”没有安装，而 2 个单位启用着它、1 个单位曾经启用。")
    assert "taizhang plugins off <单位> pay" in told


async def test_what_is_installed_is_not_missing() -> None:
    found = await of(use("a", on("fence"), adopted(fence={"limit": {"most": 3}})))
    assert list(found.sentences()) == []
    assert found.on == {"fence": 1}


async def test_a_plugin_that_is_faulty_is_named_as_such_only() -> None:
    faulty = Faulty("pay", Origin(), ("坏了",), "请修好")
    assert list((await of(use("a", on("pay")))).sentences([faulty])) == []


async def test_rules_that_cannot_be_read_are_told_in_one_line_with_the_first_tenant() -> None:
    wrong = adopted(fence={"limit": {"most": "许多"}})
    found = await of(use("a", on("fence"), wrong), use("b", on("fence"), wrong))
    assert [each.tenant.slug for each in found.unread] == ["a", "b"]
    [told] = found.sentences()
    assert "方案“fence”读不了 a镇（a）的规则（共 2 个单位如此）" in told
    assert "rules.fence.limit.most" in told


async def test_rules_of_what_is_off_are_not_looked_at() -> None:
    wrong = adopted(fence={"limit": {"most": "许多"}})
    assert list((await of(use("a", wrong))).sentences()) == []


async def test_what_a_file_still_lacks_for_a_plugin_is_told_optional_sections_apart() -> None:
    assert lacking(FENCE, use("a").authority.rules(date.max)) == ["[rules.fence]"]
    complete = use("a", adopted(fence={"limit": {"most": 3}})).authority
    assert lacking(FENCE, complete.rules(date.max)) == []


async def opened(platform: Platform, slug: str) -> Tenant:
    """A tenant that has the plugin `ghost` on, which nothing brings."""
    made = await platform.register.open(slug, f"{slug}镇", rehearsal=False)
    file = ApplyTenantFile(
        name=f"{slug}镇",
        rehearsal=False,
        clock=None,
        document=Document(title="办法", effective_from=date(2015, 1, 1)),
        sections={},
        plugins=["ghost"],
        grants=[],
        units=[],
        people=[],
    )
    await ask(platform, made, file)
    return made


async def ask(platform: Platform, tenant: Tenant, command: Command) -> None:
    envelope = Envelope(command_id=uuid4(), actor="system")
    await platform.dispatcher.dispatch(tenant, command, envelope)


async def test_switches_of_all_tenants_are_read_a_few_at_a_time(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(using, "AT_ONCE", 2)
    known = {slug: await opened(platform, slug) for slug in ("aa", "bb", "cc", "dd", "ee")}
    await ask(platform, known["bb"], SwitchPluginOff(plugin="ghost"))
    found = await look(platform.app, platform.register, platform.schemes, SWITCHES)
    [missing] = found.missing
    assert [each.slug for each in missing.on] == ["aa", "cc", "dd", "ee"]
    assert [each.slug for each in missing.off] == ["bb"]

    counts = await recorded(platform.app, [known["aa"], known["bb"]], "tenancy")
    assert counts == {"tenancy.plugin_switched_off": 1, "tenancy.plugin_switched_on": 2}
    assert await recorded(platform.app, [known["aa"]], "ghost") == {}
