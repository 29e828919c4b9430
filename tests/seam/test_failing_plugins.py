"""A plugin that fails while it works is named; nothing is half done, and the others go on."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

import httpx
import pytest

from taizhang import (
    Command,
    Event,
    Policy,
    Provision,
    Role,
    Row,
    Rules,
    Scheme,
    Selector,
    Slice,
    decides,
    event,
    folds,
)
from taizhang.app import Platform
from taizhang.commands.context import Envelope
from taizhang.dispatch.guarding import answering_for
from taizhang.domain.authority.commands import SwitchPluginOff
from taizhang.domain.setup.applying import ApplyTenantFile, Document, Unit
from taizhang.errors import Refused
from taizhang.http.server import create
from taizhang.tenancy.register import Tenant

pytestmark = pytest.mark.anyio
SECRET = "示例姓名"


class LimitRules(Rules, frozen=True):
    section: ClassVar[str] = "fence"
    limit: "Limit"


class Limit(Provision, frozen=True):
    most: int


class Fenced(Event, name="fence.fenced", title="设栏", tags=("fence",), annuls=True):
    how: str


class Unlisted(Event, name="fence.unlisted", title="漏列"):
    how: str


class Answered(Event, name="fence.answered", title="应答", tags=("fence",), final="无"):
    by: str


class Fence(Command, name="fence.fence", title="设栏"):
    how: str


class Answer(Command, name="fence.answer", title="应答"):
    by: str


@decides(Fence, by=Role.CLERK)
class Fencing(Slice[Fence]):
    def __init__(self, ask: Fence) -> None:
        super().__init__(ask)
        if ask.how == "init":
            raise KeyError(SECRET)

    def consistency_boundary(self) -> list[Selector]:
        if self.ask.how == "boundary":
            raise KeyError(SECRET)
        return [Selector([Fenced], ["fence"])]

    @event(Fenced)
    def _(self, how: str) -> None:
        if self.ask.how == "fold":
            raise KeyError(SECRET)

    def execute(self) -> None:
        if self.ask.how == "execute":
            raise KeyError(SECRET)
        if self.ask.how == "rules":
            self.context.rules.of(LimitRules)
        if self.ask.how == "unlisted":
            self.record(Unlisted(how="unlisted"))
        self.record(Fenced(how=self.ask.how))


@decides(Answer, by=Role.SYSTEM)
class Answering(Slice[Answer]):
    def execute(self) -> None:
        self.record(Answered(by=self.ask.by))


class Broken:
    """Policies that fail until they are mended."""

    yes = True


def failing(fact: Fenced, occasion: Any) -> Any:
    if Broken.yes:
        raise ZeroDivisionError
    yield Answer(by="mended")


def by_rules(fact: Fenced, occasion: Any) -> Any:
    occasion.rules.of(LimitRules)
    yield Answer(by="rules")


def sound(fact: Fenced, occasion: Any) -> Any:
    yield Answer(by="sound")


class Fences(Row, key=("how",), title="栏"):
    how: str


@folds(Fences, Fenced, "how")
def _(row: Fences | None, event: Fenced, at: Any) -> Fences:
    if event.how == "bad":
        raise ZeroDivisionError
    return Fences(how=event.how)


FENCE = Scheme(
    name="fence",
    title="围栏",
    events=(Fenced, Answered),
    commands=(Fence, Answer),
    rows=(Fences,),
    rules=(LimitRules,),
)
UNREADABLE = {"fence": {"limit": {"most": "许多"}}}


@pytest.fixture
async def opened(having: Callable[..., Platform]) -> Callable[..., Any]:
    async def make(*policies: Policy, sections: Any = UNREADABLE) -> tuple[Platform, Tenant]:
        fence = Scheme(
            **{f: getattr(FENCE, f) for f in FENCE.__struct_fields__} | {"policies": policies}
        )
        platform = having(fence)
        tenant = await platform.register.open("town", "三堂街镇", rehearsal=False)
        file = ApplyTenantFile(
            name="三堂街镇",
            rehearsal=False,
            clock=None,
            document=Document(title="围栏办法", effective_from=date(2015, 1, 1)),
            sections=sections,
            plugins=["fence"],
            grants=[("clerk", "clerk", None)],
            units=[Unit(id="jingui", name="金桂村", kind="村")],
            people=[],
        )
        await ask(platform, tenant, file, "system")
        return platform, tenant

    return make


async def ask(platform: Platform, tenant: Tenant, command: Command, actor: str = "clerk") -> Any:
    envelope = Envelope(command_id=uuid4(), actor=actor)
    return await platform.dispatcher.dispatch(tenant, command, envelope)


async def answers(platform: Platform, tenant: Tenant) -> list[str]:
    events = await platform.log.read_after(tenant.id, 0, 100)
    return [e.type for e in events if e.type == "fence.answered"]


async def test_a_decision_that_fails_names_its_plugin_and_records_nothing(
    opened: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    platform, tenant = await opened()
    await ask(platform, tenant, Fence(how="well"))
    head = (await platform.log.read_boundary(tenant.id, [])).head
    for how in ("init", "boundary", "fold", "execute", "unlisted"):
        with caplog.at_level(logging.ERROR), pytest.raises(Refused) as refused:
            await ask(platform, tenant, Fence(how=how))
        [reason] = refused.value.reasons
        assert (reason.refusal.code, refused.value.status) == ("plugins.decision_failed", 500), how
        assert (reason.values["scheme"], reason.values["title"]) == ("fence", "围栏")
    assert (await platform.log.read_boundary(tenant.id, [])).head == head
    told = [each.getMessage() for each in caplog.records]
    assert told.count("decision on fence.fence of fence failed") == 5


async def test_a_failing_decision_is_answered_with_a_problem_that_tells_no_insides(
    opened: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    platform, tenant = await opened()
    token = await platform.tokens.issue(tenant, "clerk", "经办")
    transport = httpx.ASGITransport(create(platform))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://taizhang") as client:
        headers = {"Authorization": f"Bearer {token}"}
        with caplog.at_level(logging.CRITICAL):
            answer = await client.post(
                "/api/town/fence/fence", json={"how": "execute"}, headers=headers
            )
    assert answer.status_code == 500
    problem = answer.json()
    assert problem["code"] == "plugins.decision_failed"
    assert "方案“围栏”（fence）判定“设栏”时出错（KeyError）" in problem["detail"]
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text


async def test_rules_that_the_installed_version_cannot_read_are_named(
    opened: Callable[..., Any],
) -> None:
    platform, tenant = await opened()
    with pytest.raises(Refused) as refused:
        await ask(platform, tenant, Fence(how="rules"))
    [reason] = refused.value.reasons
    assert (reason.refusal.code, refused.value.status) == ("rules.unreadable", 500)
    assert reason.values["section"] == "fence"
    assert reason.values["path"] == "rules.fence.limit.most"
    assert reason.values["document"] == "围栏办法"


async def test_rules_that_cannot_be_read_stop_only_what_asks_for_them(
    opened: Callable[..., Any],
) -> None:
    platform, tenant = await opened()
    assert (await ask(platform, tenant, Fence(how="well"))).state == "appended"


async def test_a_policy_that_fails_is_named_and_leaves_the_others_alone(
    opened: Callable[..., Any], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Broken, "yes", True)
    policies = Policy("fence.failing", Fenced, failing), Policy("fence.sound", Fenced, sound)
    platform, tenant = await opened(*policies)
    await ask(platform, tenant, Fence(how="well"))
    with caplog.at_level(logging.ERROR), pytest.raises(ZeroDivisionError):
        await platform.reactor.catch_up(tenant.id)
    assert len(await answers(platform, tenant)) == 1
    assert any("policy fence.failing waits in town" in each.getMessage() for each in caplog.records)

    monkeypatch.setattr(Broken, "yes", False)
    await platform.reactor.catch_up(tenant.id)
    assert len(await answers(platform, tenant)) == 2


async def test_a_policy_whose_rules_cannot_be_read_waits_until_they_can(
    opened: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    platform, tenant = await opened(Policy("fence.by_rules", Fenced, by_rules))
    await ask(platform, tenant, Fence(how="well"))
    with caplog.at_level(logging.CRITICAL), pytest.raises(Refused, match="围栏办法"):
        await platform.reactor.catch_up(tenant.id)
    await ask(platform, tenant, SwitchPluginOff(plugin="fence"), "system")
    await platform.reactor.catch_up(tenant.id)  # what is off waits for nothing
    assert await answers(platform, tenant) == []


async def test_a_fold_that_fails_leaves_a_letter_and_the_other_rows(
    opened: Callable[..., Any],
) -> None:
    platform, tenant = await opened()
    for how in ("bad", "well"):
        await ask(platform, tenant, Fence(how=how))
    await platform.worker.catch_up(tenant.id)
    standing = [each for each in await platform.worker.status() if each.letters]
    assert [each.letters for each in standing] == [1]
    [letter] = await platform.worker.letters(tenant.id)
    assert letter.letter.row_type == "Fences"
    assert "ZeroDivisionError" in letter.letter.error


def test_a_failing_decision_of_the_core_is_the_platforms_own_fault() -> None:
    area = Scheme("fence", "围栏", core=True)
    with pytest.raises(ZeroDivisionError), answering_for(area, Fence(how="well")):
        raise ZeroDivisionError
