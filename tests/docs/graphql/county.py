"""桃江县 with two towns, three years of assessments and their tickets, for docs/graphql.md.

All are rehearsals whose clocks are moved together, so that what was recorded when is fixed.
青石镇 does not exist.
"""

from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, convert
from msgspec.structs import replace
from tests.happening import happen
from uuid_utils.compat import uuid7

from taizhang.app import Platform
from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.domain.access.commands import GrantAccess
from taizhang.domain.cycles.events import CycleOpened, SubjectEnrolled
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected
from taizhang.domain.organisations.commands import ErasePerson
from taizhang.domain.results.events import AssessmentPublished
from taizhang.domain.setup.clock import MoveClock
from taizhang.domain.tickets.events import TicketClosed, TicketOpened
from taizhang.events.event import Event
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import load
from taizhang.tenancy.clients import actor_of_client
from taizhang.tenancy.register import Tenant

FILE = Path(__file__).parents[3] / "tenants" / "santangjie" / "tenant.toml"
START = datetime.fromisoformat("2013-12-01T09:00:00+08:00")
VILLAGES = ("jingui", "shiqiao", "liuxi", "songling", "hetang", "zhuyuan", "yuntai", "zhengjie")
GRADES = {
    ("santangjie", "2013"): "好 较好 较好 较好 一般 较好 较好 一般",
    ("santangjie", "2014"): "好 好 较好 较好 较好 较好 一般 较好",
    ("santangjie", "2015"): "好 好 较好 较好 较好 较好 较好 一般",
    ("qingshi", "2013"): "较好 较好 好 一般 差 较好 较好 一般",
    ("qingshi", "2014"): "较好 好 好 一般 较好 较好 较好 一般",
    ("qingshi", "2015"): "好 好 较好 一般 较好 较好 差 较好",
}
TICKETS: dict[str, list[tuple[str, str, str, str, str | None]]] = {
    "santangjie": [
        ("t-01", "jingui", "2014-12-22", "党员活动室没有按时开放", "2015-03-10"),
        ("t-02", "shiqiao", "2015-09-14", "村务公开栏三个月没有更新", None),
        ("t-03", "yuntai", "2015-10-12", "入党积极分子没有培养计划", None),
        ("t-04", "yuntai", "2015-12-20", "“三会一课”记录不全", None),
    ],
    "qingshi": [
        ("t-01", "zhuyuan", "2015-08-03", "饮水工程没有通水", None),
        ("t-02", "zhuyuan", "2015-09-01", "低保名单没有公示", "2015-12-08"),
        ("t-03", "hetang", "2015-12-15", "会议室漏雨", None),
    ],
}


class County(Struct, frozen=True):
    """The county, its towns by slug, and the token of the system that was granted both."""

    platform: Platform
    county: Tenant
    towns: dict[str, Tenant]
    token: str


async def county(platform: Platform, granted: dict[str, Any]) -> County:
    """Set it up, and grant this to a client. The worker folds it by the way."""
    file = load(FILE, platform.schemes)
    common: dict[str, Any] = {"clock": START, "plugins": []}
    bare = {n: s for n, s in file.rules.items() if n not in ("deliberation", "pay")}
    above = await _opened(
        platform, replace(file, **common, rules=bare, slug="taojiang", name="桃江县")
    )
    towns = {
        slug: await _opened(
            platform,
            replace(file, **common, rules=bare, slug=slug, name=name, parent="taojiang"),
        )
        for slug, name in (("santangjie", "三堂街镇"), ("qingshi", "青石镇"))
    }
    async for day in _days(platform, [above, *towns.values()]):
        for slug, town in towns.items():
            if events := list(_of(slug, day)):
                await happen(platform, town, day, *events)
    erase = ErasePerson(person="p-liuxi", reason="本人申请")
    await _ask(platform, towns["santangjie"], erase, actor="clerk")
    grant = convert(granted, GrantAccess)
    await _ask(platform, above, grant)
    token = await platform.tokens.issue(above, actor_of_client(grant.client), grant.title)
    return County(platform, above, towns, token)


def _of(slug: str, day: date) -> list[Event]:
    events: list[Event] = []
    for (town, year), grades in GRADES.items():
        if town == slug and day == date(int(year), 12, 20):
            events += _assessed(year, dict(zip(VILLAGES, grades.split(), strict=True)))
    for ticket, village, opened, problem, closed in TICKETS[slug]:
        if day.isoformat() == opened:
            due = date(day.year + day.month // 12, day.month % 12 + 1, 28)
            events.append(
                TicketOpened(
                    ticket=ticket,
                    organisation=village,
                    cycle=None,
                    source="inspection",
                    problem=problem,
                    due_on=due,
                    clause=None,
                )
            )
        if day.isoformat() == closed:
            events.append(TicketClosed(ticket=ticket, organisation=village))
    if slug == "qingshi" and day == date(2015, 12, 28):
        events += _corrected()
    return events


def _assessed(year: str, grades: dict[str, str]) -> list[Event]:
    opened = CycleOpened(
        cycle=year,
        year=year,
        title=f"{year}年度述职评议考核",
        deadline=date(int(year), 12, 31),
        subjects=len(grades),
        organiser="镇党委",
    )
    return [
        opened,
        *(SubjectEnrolled(cycle=year, organisation=village) for village in grades),
        *(
            GradeAssigned(cycle=year, subject=village, grade=grade, rationale=None)
            for village, grade in grades.items()
        ),
        AssessmentPublished(cycle=year, scope="全镇通报", grades=grades),
    ]


def _corrected() -> list[Event]:
    """青石镇 corrects a grade of 2015 a week after it was published."""
    return [
        GradeCorrected(
            cycle="2015",
            subject="yuntai",
            was="差",
            grade="一般",
            reason="计票有误",
            meeting="m-2015-2",
            corrects="m-2015-1",
        ),
        GradeAssigned(cycle="2015", subject="yuntai", grade="一般", rationale=None),
        AssessmentPublished(cycle="2015", scope="全镇通报", grades={"yuntai": "一般"}),
    ]


async def _days(platform: Platform, tenants: list[Tenant]) -> AsyncIterator[date]:
    """The days on which something happens, all clocks at ten in the morning."""
    days = {f"{year}-12-20" for _, year in GRADES} | {"2015-12-28", "2016-01-04"}
    for tickets in TICKETS.values():
        days |= {d for _, _, opened, _, closed in tickets for d in (opened, closed) if d}
    for day in sorted(days):
        move = MoveClock(to=datetime.fromisoformat(f"{day}T10:00:00+08:00"))
        for tenant in tenants:
            await _ask(platform, tenant, move)
        yield date.fromisoformat(day)


async def _opened(platform: Platform, file: Any) -> Tenant:
    return (await apply(file, platform.register, platform.dispatcher)).tenant


async def _ask(platform: Platform, tenant: Tenant, command: Command, actor: str = "system") -> None:
    envelope = Envelope(command_id=uuid7(), actor=actor)
    await platform.dispatcher.dispatch(tenant, command, envelope)
