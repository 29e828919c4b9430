"""What an environment makes of the sample plugin: run with the environment's own Python.

`study_process.py DSN FILE with` uses it; `… without` looks at its history once it is uninstalled.
Prints one line of JSON.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from taizhang.app import Platform, open_platform
from taizhang.audit.recompute import recompute
from taizhang.audit.timeline import timeline
from taizhang.audit.verify import verify
from taizhang.commands.context import Envelope
from taizhang.errors import Refused
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import load
from taizhang.plugins.standing import look
from taizhang.plugins.uses import SWITCHES, recorded
from taizhang.projections.generation import readable
from taizhang.projections.reach import reach
from taizhang.tenancy.master import MasterKey
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Request, Scope

CYCLE: dict[str, Any] = {
    "cycle": "2015",
    "year": 2015,
    "title": "2015年度述职评议考核",
    "subjects": ["jingui"],
}
HEARD = {
    "consultation": "o-1",
    "cycle": "2015",
    "organisation": "jingui",
    "purpose": "report",
    "way": "座谈会",
    "heard": {"党员": 12, "群众": 30},
    "opinions": "希望多公开村务。",
}
REPORT = {
    "cycle": "2015",
    "organisation": "jingui",
    "sections": [{"head": 1, "kind": "other", "text": "研究部署党建工作三次。"}],
}
STUDY = {"cycle": "2015", "organisation": "jingui", "topic": "党章"}
ROWS = "{ studies { nodes { organisation times topics } } }"


async def ask(platform: Platform, name: str, body: Any, actor: str = "clerk") -> str:
    """The state of a receipt, or the refusal's code with its clause."""
    try:
        command = msgspec.convert(body, platform.schemes.command(name))
        tenant = await platform.register.find("santangjie")
        envelope = Envelope(command_id=uuid4(), actor=actor)
        return (await platform.dispatcher.dispatch(tenant, command, envelope)).state
    except Refused as refused:
        return f"{refused.code} {refused.reasons[0].clause or ''}".strip()


async def rows(platform: Platform) -> Any:
    """What GraphQL answers."""
    tenant = await platform.register.find("santangjie")
    await platform.worker.catch_up(tenant.id)
    async with platform.reader.acquire() as connection:
        generation = await readable(connection, platform.worker.shape)
        assert generation is not None
        far = await reach(platform.log, platform.reader, generation.name, tenant.id)
        scope = Scope({tenant.id: "santangjie"}, generation, personal=False, now=far.now)
        answer = await Engine(platform.schemes.rows).answer(connection, scope, Request(ROWS))
    return json.loads(answer.body)


async def used(platform: Platform, file: Path) -> dict[str, Any]:
    """The plugin at work."""
    await apply(load(file, platform.schemes), platform.register, platform.dispatcher)
    return {
        "opened": await ask(platform, "cycles.open", CYCLE),
        "heard": await ask(platform, "evidence.gather_opinions", HEARD),
        "too_early": await ask(platform, "reports.submit", REPORT, "village:jingui"),
        "studied": await ask(platform, "study.record", STUDY),
        "submitted": await ask(platform, "reports.submit", REPORT, "village:jingui"),
        "rows": await rows(platform),
    }


async def gone(platform: Platform, _: Path) -> dict[str, Any]:
    """What is left of it."""
    tenant = await platform.register.find("santangjie")
    lines = await timeline(
        platform.log, platform.schemes.catalogue, tenant.id, "organisation:jingui"
    )
    again = await recompute(platform, tenant)
    standing = await look(platform.app, platform.register, platform.schemes, SWITCHES)
    renamed = {"organisation": "jingui", "name": "金桂新村", "since": "2015-12-01"}
    return {
        "told": list(standing.sentences(platform.faulty)),
        "counted": await recorded(platform.app, [tenant], "study"),
        "asked": await ask(platform, "study.record", STUDY),
        "renamed": await ask(platform, "organisations.rename", renamed),
        "raw": [line.body for line in lines if line.type == "study.held"],
        "faults": (await verify(platform.app, platform.schemes.catalogue, tenant.id)).faults,
        "again": {outcome.value: count for outcome, count in again.counts.items()},
        "unjudged": [f"{each.name} {each.outcome.value}" for each in again.differences],
        "rows": "errors" in await rows(platform),
    }


async def main(dsn: str, file: str, what: str) -> None:
    async with open_platform(dsn, MasterKey(b"0" * 32)) as platform:
        plugins = [scheme.name for scheme in platform.schemes.plugins]
        found = await {"with": used, "without": gone}[what](platform, Path(file))
        print(json.dumps(found | {"plugins": plugins}, ensure_ascii=False))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
