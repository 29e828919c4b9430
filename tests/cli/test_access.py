"""`taizhang access`: grants, tokens and the log of queries, as an operator types them."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from taizhang.app import Platform, open_platform
from taizhang.onboarding.sources import source_tenants
from taizhang.tenancy.clients import actor_of_client
from taizhang.tenancy.master import MasterKey
from taizhang.viewing.asked import Kind
from taizhang_graphql.exchange import Answer, Media

Typed = Callable[..., Any]
GRANT = (
    *("access", "grant", "dongfang", "--client", "stats", "--title", "统计平台"),
    *("--basis", "示例函", "--row", "Ticket:ticket,state", "--row", "Publication"),
    *("--stage", "working"),
)


@pytest.fixture
def typed(database: str, tmp_path: Path, entered: Typed) -> Typed:
    """Types a command over a database with one tenant, 东方市."""
    settings = {"TAIZHANG_HOME": str(tmp_path), "DATABASE_URL": database, "COLUMNS": "200"}
    [path] = [path for path in source_tenants() if path.parent.name == "dongfang"]
    assert entered(settings, "tenants", "apply", str(path)).returncode == 0
    return lambda *words: entered(settings, *words)


@pytest.fixture
def within(database: str, tmp_path: Path) -> Callable[..., Any]:
    """Does some work over the same database."""

    def run(work: Callable[[Platform], Any]) -> Any:
        async def over() -> Any:
            async with open_platform(database, MasterKey.load(tmp_path)) as platform:
                return await work(platform)

        return asyncio.run(over())

    return run


async def grant_of(platform: Platform) -> Any:
    authority = await platform.dispatcher.authority(await platform.register.find("dongfang"))
    access = authority.access("client:stats")
    return access and access.grant


def test_rows_are_granted_by_flags(typed: Typed, within: Any) -> None:
    done = typed(*GRANT, "--below")
    assert done.returncode == 0, done.stderr
    grant = within(grant_of)
    said = [(row.row, row.fields, row.stages) for row in grant.rows]
    assert said == [
        ("Ticket", ("ticket", "state"), ("working",)),
        ("Publication", None, ("working",)),
    ]
    assert (grant.below, grant.only, grant.documents_only) == (True, (), False)


@pytest.mark.parametrize("name", ["grant.toml", "grant.json"])
def test_rows_are_granted_by_a_file(typed: Typed, within: Any, tmp_path: Path, name: str) -> None:
    toml = """
        client = "stats"
        title = "统计平台"
        basis = "示例函"
        [[rows]]
        row = "Person"
        fields = ["post"]
        stages = ["working"]
        personal = ["name"]
    """
    rows = [{"row": "Person", "fields": ["post"], "stages": ["working"], "personal": ["name"]}]
    data = {"client": "stats", "title": "统计平台", "basis": "示例函", "rows": rows}
    (tmp_path / name).write_text(json.dumps(data) if name.endswith("json") else toml, "utf-8")
    done = typed("access", "grant", "dongfang", str(tmp_path / name))
    assert done.returncode == 0, done.stderr
    assert within(grant_of).rows[0].personal == ("name",)


def test_a_personal_field_is_granted_by_name(typed: Typed, within: Any) -> None:
    typed(*GRANT, "--row", "Person", "--personal", "Person:name")
    assert within(grant_of).rows[-1].personal == ("name",)


def test_a_personal_field_of_a_row_that_is_not_granted_is_told(typed: Typed, within: Any) -> None:
    done = typed(*GRANT, "--personal", "Person:name")
    assert (done.returncode, "Person" in done.stderr, within(grant_of)) == (1, True, None)


def test_a_grant_by_somebody_who_may_not_is_refused(typed: Typed, within: Any) -> None:
    done = typed(*GRANT, "--as", "clerk")
    assert (done.returncode, "commands.forbidden" in done.stderr) == (1, True)
    assert within(grant_of) is None


def test_the_same_again_changes_nothing(typed: Typed) -> None:
    typed(*GRANT)
    assert "没有变化" in typed(*GRANT).stdout


def test_a_trial_writes_nothing(typed: Typed, within: Any) -> None:
    assert "没有写入" in typed(*GRANT, "--dry-run").stdout
    assert within(grant_of) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--client", "Stats"), "$.client"),
        (("--client", "stats"), "$.rows"),
        (("--client", "stats", "--stage", "draft"), "draft"),
    ],
)
def test_what_is_wrong_with_a_grant_is_told(
    typed: Typed, words: tuple[str, ...], told: str
) -> None:
    done = typed("access", "grant", "dongfang", *words)
    assert (done.returncode != 0, told in done.stderr + done.stdout) == (True, True)


def test_a_file_and_flags_do_not_mix(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "g.toml").write_text('client = "stats"', "utf-8")
    done = typed("access", "grant", "dongfang", str(tmp_path / "g.toml"), "--title", "统计平台")
    assert (done.returncode, "不要两处都写" in done.stderr) == (1, True)


def test_a_file_that_cannot_be_read_is_told(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "g.toml").write_text("client = 统计", "utf-8")
    done = typed("access", "grant", "dongfang", str(tmp_path / "g.toml"))
    assert (done.returncode, "读不了" in done.stderr) == (1, True)


def test_grants_are_listed_until_they_are_withdrawn(typed: Typed) -> None:
    typed(*GRANT)
    listed = typed("access", "list", "dongfang").stdout
    told = ("stats", "Ticket（含办理中）：ticket、state", "示例函")
    assert [word for word in told if word not in listed] == []
    withdrawn = typed("access", "withdraw", "dongfang", "stats", "--reason", "合作结束")
    assert withdrawn.returncode == 0, withdrawn.stderr
    assert "没有授权过" in typed("access", "list", "dongfang").stdout


def test_the_schema_of_a_grant_has_what_is_granted_and_no_more(typed: Typed) -> None:
    typed(*GRANT)
    schema = typed("access", "schema", "dongfang", "stats").stdout
    assert ("type Ticket " in schema, "state: String!" in schema) == (True, True)
    assert [name in schema for name in ("openedOn", "type Report ", "actor")] == [False] * 3


@pytest.mark.parametrize("command", ["schema", "token"])
def test_who_was_granted_nothing_has_neither_schema_nor_token(typed: Typed, command: str) -> None:
    done = typed("access", command, "dongfang", "stats")
    assert (done.returncode, "access.not_granted" in done.stderr) == (1, True)
    assert done.stdout == ""


def test_a_token_is_printed_once_and_lets_its_system_in(typed: Typed, within: Any) -> None:
    typed(*GRANT)
    token = typed("access", "token", "dongfang", "stats").stdout.strip()
    viewer = within(lambda platform: platform.gate.viewer(token))
    listed = typed("access", "tokens", "dongfang").stdout
    assert viewer.actor == "client:stats"
    assert (viewer.token in listed, token in listed, "统计平台" in listed) == (True, False, True)


def test_a_token_expires(typed: Typed, within: Any) -> None:
    typed(*GRANT)
    typed("access", "token", "dongfang", "stats", "--days", "30", "--label", "三十天")

    async def issued(platform: Platform) -> Any:
        tenant = await platform.register.find("dongfang")
        return await platform.tokens.issued(tenant, actor=actor_of_client("stats"))

    [token] = within(issued)
    left = token.expires_at - datetime.now(UTC)
    assert timedelta(days=29) < left <= timedelta(days=30)
    assert token.good(datetime.now(UTC))
    assert not token.good(token.expires_at)
    assert typed("access", "token", "dongfang", "stats", "--days", "0").returncode != 0


@pytest.mark.parametrize("by", ["label", "digits"])
def test_a_token_is_revoked_by_its_label_or_its_digits(typed: Typed, within: Any, by: str) -> None:
    typed(*GRANT)
    kept = typed("access", "token", "dongfang", "stats", "--label", "留").stdout.strip()
    gone = typed("access", "token", "dongfang", "stats", "--label", "撤").stdout.strip()
    digits = within(lambda platform: platform.gate.viewer(gone)).token
    done = typed("access", "revoke", "dongfang", "撤" if by == "label" else digits[:6])
    assert done.returncode == 0, done.stderr
    assert within(lambda platform: platform.gate.viewer(kept)).actor == "client:stats"
    with pytest.raises(Exception, match="令牌无效"):
        within(lambda platform: platform.gate.viewer(gone))
    assert "已撤销" in typed("access", "tokens", "dongfang", "stats").stdout


def test_a_label_that_two_tokens_bear_revokes_neither(typed: Typed) -> None:
    typed(*GRANT)
    for _ in range(2):
        typed("access", "token", "dongfang", "stats", "--label", "同名")
    done = typed("access", "revoke", "dongfang", "同名")
    assert (done.returncode, "有 2 个" in done.stderr) == (1, True)
    assert typed("access", "tokens", "dongfang").stdout.count("有效") == 2


def test_a_token_of_a_person_is_not_revoked_here(typed: Typed, within: Any) -> None:
    async def issue(platform: Platform) -> str:
        tenant = await platform.register.find("dongfang")
        return str(await platform.tokens.issue(tenant, "clerk", "干事"))

    token = within(issue)
    assert typed("access", "revoke", "dongfang", "干事").returncode == 1
    assert within(lambda platform: platform.gate.viewer(token)).actor == "clerk"


def test_the_log_lists_what_was_asked(typed: Typed, within: Any) -> None:
    typed(*GRANT)
    token = typed("access", "token", "dongfang", "stats").stdout.strip()

    async def ask(platform: Platform) -> None:
        viewer = await platform.gate.viewer(token)
        with platform.queries.asked(viewer, Kind.QUERY, "{ a }", operation="Late") as asked:
            asked.answered(Answer(200, b"{}", Media.RESPONSE, positions=7, objects=3))

    within(ask)
    shown = typed("access", "log", "dongfang").stdout
    assert [word in shown for word in ("stats（", "query Late", "1 个单位", "200")] == [True] * 4
    [entry] = json.loads(typed("access", "log", "dongfang", "--json").stdout)
    assert (entry["client"], entry["position"], entry["objects"]) == ("stats", 7, 3)
    assert json.loads(typed("access", "log", "dongfang", "--client", "x", "--json").stdout) == []


def test_the_log_is_forgotten_before_a_day_but_for_six_months(typed: Typed) -> None:
    assert "0 条" in typed("access", "forget-log", "--before", "2020-01-01").stdout
    today = date.today().isoformat()
    done = typed("access", "forget-log", "--before", today)
    assert (done.returncode, "access.too_recent" in done.stderr) == (1, True)
