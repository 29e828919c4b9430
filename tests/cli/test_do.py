"""`taizhang do` and `taizhang paper`: what a scheme gets on the command line from Structs alone."""

import asyncio
import json
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

import httpx
import psycopg
import pytest
from msgspec import Meta, Struct

from taizhang import (
    At,
    Command,
    Document,
    Event,
    Paper,
    Provision,
    Refusal,
    Role,
    Row,
    Rules,
    Scheme,
    Selector,
    Slice,
    Table,
    Tag,
    app,
    decides,
    event,
    folds,
)
from taizhang.app import installed, open_platform
from taizhang.cli import command_line
from taizhang.cli.running import http_server, working
from taizhang.commands.context import Envelope
from taizhang.database.embedded import Server
from taizhang.domain.setup.applying import ApplyTenantFile
from taizhang.domain.setup.applying import Document as Adopted
from taizhang.http.server import create
from taizhang.projections.generation import current
from taizhang.schemes import Schemes
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate

WELL = Tag("well")
WellId = Annotated[str, WELL, Meta(title="水井", min_length=1, max_length=20)]
CLAUSE = "机井深度一般不超过一百米"
TOO_DEEP = Refusal(
    "wells.too_deep",
    zh="井深 {depth} 米，超过 {most} 米",
    en="{depth} m is more than {most} m",
    rule="S9-99",
)
SHALLOW = Refusal("wells.shallow", zh="井深不足 {least} 米", en="less than {least} m deep")


class Depth(Provision, frozen=True):
    most: Decimal


class WellRules(Rules, frozen=True):
    section: ClassVar[str] = "wells"
    depth: Depth


class Layer(Struct, frozen=True):
    """One layer of the ground."""

    soil: Annotated[str, Meta(title="土质")]
    metres: Annotated[Decimal, Meta(title="厚度")]


class WellDug(Event, name="wells.dug", title="水井打成", final="废弃"):
    well: WellId
    depth: Annotated[Decimal, Meta(title="深度")]
    kind: Annotated[str, Meta(title="类型")]
    lined: Annotated[bool, Meta(title="衬砌")]
    users: Annotated[list[str], Meta(title="用户")]
    layers: Annotated[list[Layer], Meta(title="地层")]


class DigWell(Command, name="wells.dig", title="打井"):
    """Record a well, as deep as the county allows."""

    well: WellId
    depth: Decimal
    count: Annotated[int, Meta(ge=1, le=9)] = 1
    kind: Literal["机井", "手压井"] = "机井"
    lined: bool = False
    users: list[str] = []  # noqa: RUF012 - msgspec copies it
    layers: list[Layer] = []  # noqa: RUF012
    id: Annotated[int | None, Meta(title="编号")] = None


@decides(DigWell, by=(Role.CLERK,))
class Digging(Slice[DigWell]):
    known = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([WellDug], [WELL(self.ask.well)])]

    @event(WellDug)
    def _(self) -> None:
        self.known = True

    def execute(self) -> None:
        ask, depth = self.ask, self.context.rules.of(WellRules).depth
        too_deep = TOO_DEEP(depth=str(ask.depth), most=str(depth.most), clause=depth.basis("most"))
        self.refuse_unless(ask.depth <= depth.most, too_deep)
        if ask.depth < 5:
            self.warn(SHALLOW(least=5))
        self.record(
            WellDug(
                well=ask.well,
                depth=ask.depth,
                kind=ask.kind,
                lined=ask.lined,
                users=ask.users,
                layers=ask.layers,
            )
        )


class Well(Row, key=("well",), title="水井"):
    well: WellId
    depth: Annotated[Decimal, Meta(title="深度")]


@folds(Well, WellDug, "well")
def _(row: Well | None, event: WellDug, at: At) -> Well:
    return Well(well=event.well, depth=event.depth)


def _listed(data: Any) -> Paper:
    lines = [[node["well"], node["depth"]] for node in data["wells"]["nodes"]]
    return Paper("水井一览", [Table(["水井", "深度"], lines)])


LIST = Document(
    "wells.list",
    "水井一览",
    "query($atLeast: Decimal) { wells(where: {depth: {gte: $atLeast}}) { nodes { well depth } } }",
    _listed,
)
BROKEN = Document("wells.broken", "坏", "{ __typename }", lambda data: Paper(**data))
WELLS = Scheme(
    name="wells",
    title="水井管理",
    events=(WellDug,),
    commands=(DigWell,),
    rows=(Well,),
    rules=(WellRules,),
    documents=(LIST, BROKEN),
)


class Served(NamedTuple):
    """A server whose tenant `wells` has the scheme on, and whose tenant `dry` has not."""

    url: str
    dsn: str
    home: Path
    tokens: dict[str, str]


async def _open(platform: app.Platform, slug: str, plugins: list[str]) -> dict[str, str]:
    tenant = await platform.register.open(slug, f"{slug}镇", rehearsal=True)
    ask = ApplyTenantFile(
        name=f"{slug}镇",
        rehearsal=True,
        clock=None,
        document=Adopted(title="示例文件", effective_from=date(2015, 1, 1)),
        sections={"wells": {"depth": {"most": "100", "clause": CLAUSE}}},
        plugins=plugins,
        grants=[("clerk", "clerk", None), ("teller", "teller", None)],
        units=[],
        people=[],
    )
    envelope = Envelope(command_id=uuid.uuid4(), actor="system")
    await platform.dispatcher.dispatch(tenant, ask, envelope)
    issue = platform.tokens.issue
    return {f"{slug}:{actor}": await issue(tenant, actor, "") for actor in ("clerk", "teller")}


async def _rows_are_served(platform: app.Platform) -> None:
    async with asyncio.timeout(60), platform.reader.acquire() as connection:
        while await current(connection) is None:  # noqa: ASYNC110 - the worker does it
            await asyncio.sleep(0.01)


@pytest.fixture(scope="module")
def served(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A real server, in a thread of its own: the command line waits for its answers."""
    name, home = f"do_{uuid.uuid4().hex}", tmp_path_factory.mktemp("home")
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"create database {name} template taizhang_template strategy file_copy")
    dsn = server.dsn(database=name)
    migrate(dsn)
    schemes, tokens = Schemes([*installed()[0].all, WELLS]), {}
    begun, ended = threading.Event(), threading.Event()
    with (
        socket.socket(proto=socket.IPPROTO_TCP) as listening,
        pytest.MonkeyPatch.context() as patch,
    ):
        # This one first: loaded after the other, it would keep these schemes for good.
        patch.setattr("taizhang.cli.do.installed", lambda: (schemes, ()))
        patch.setattr("taizhang.app.installed", lambda: (schemes, ()))
        patch.setenv("NO_PROXY", "*")
        listening.bind(("127.0.0.1", 0))
        host, port = listening.getsockname()[:2]

        async def serve() -> None:
            async with open_platform(dsn, MasterKey.load(home)) as platform, working(platform):
                tokens.update(await _open(platform, "wells", ["wells"]))
                tokens.update(await _open(platform, "dry", []))
                uvicorn = http_server(create(platform), host, port)
                uvicorn.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
                serving = asyncio.create_task(uvicorn.serve([listening]))
                await _rows_are_served(platform)
                begun.set()
                await asyncio.to_thread(ended.wait)
                uvicorn.should_exit = True
                await serving

        thread = threading.Thread(target=lambda: asyncio.run(serve()))
        thread.start()
        assert begun.wait(60)
        yield Served(f"http://{host}:{port}", dsn, home, tokens)
        ended.set()
        thread.join()


class Said(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Typed = Callable[..., Said]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Types words in this process; no server is known."""
    monkeypatch.delenv("TAIZHANG_TOKEN", raising=False)
    monkeypatch.setenv("TAIZHANG_SERVER", "http://127.0.0.1:9")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str) -> Said:
        capsys.readouterr()
        status = 0
        try:
            command_line(words)(words, result_action="return_value")
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        return Said(status, *capsys.readouterr())

    return run


@pytest.fixture
def clerk(typed: Typed, served: Served, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Types as the clerk of the tenant `wells`, who has a server."""
    monkeypatch.setenv("TAIZHANG_SERVER", served.url)
    monkeypatch.setenv("TAIZHANG_TOKEN", served.tokens["wells:clerk"])
    return typed


def dig(*flags: str) -> tuple[str, ...]:
    return ("do", "wells", "wells.dig", *flags)


def fresh() -> str:
    return uuid.uuid4().hex[:16]


def test_what_a_tenant_may_ask_is_listed(clerk: Typed) -> None:
    listed = clerk("do", "wells")
    assert listed.status == 0, listed.err
    assert any("wells.dig" in line and "打井" in line for line in listed.out.splitlines())


def test_what_is_off_is_not_listed_and_is_refused(
    clerk: Typed, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAIZHANG_TOKEN", served.tokens["dry:clerk"])
    assert "wells.dig" not in clerk("do", "dry").out
    refused = clerk("do", "dry", "wells.dig", "--well", "w", "--depth", "9")
    assert (refused.status, "tenancy.plugin_off" in refused.err) == (1, True)


def test_help_needs_no_server(typed: Typed, served: Served) -> None:
    told = typed(*dig("--help"))
    assert told.status == 0
    for words in (
        "打井",
        "Record a well",
        "clerk",
        "--well",
        "水井",
        "长度至多 20",
        "≥ 1",
        "手压井",
    ):
        assert words in told.out
    assert "十进制数" in told.out


def test_a_receipt_names_the_events(clerk: Typed) -> None:
    done = clerk(*dig("--well", fresh(), "--depth", "12.5"))
    assert done.status == 0, done.err
    assert "已办理：打井 wells.dig" in done.out
    assert "水井打成 wells.dug" in done.out


def test_flags_of_every_kind_make_the_body(clerk: Typed, tmp_path: Path) -> None:
    well, file = fresh(), tmp_path / "layers.json"
    file.write_text('[{"soil": "黏土", "metres": "3.5"}]', encoding="utf-8")
    flags = ["--depth", "12.5", "--count", "2", "--kind", "手压井", "--lined", "--body-id", "7"]
    flags += ["--users", "甲组", "--users", "-乙组", "--layers", f"@{file}"]
    done = clerk(*dig("--well", well, *flags, "--format", "json"))
    assert done.status == 0, done.err
    assert done.data["events"][0]["body"] == {
        "well": well,
        "depth": "12.5",
        "kind": "手压井",
        "lined": True,
        "users": ["甲组", "-乙组"],
        "layers": [{"soil": "黏土", "metres": "3.5"}],
    }


def test_the_whole_body_may_come_from_a_file_and_flags_go_before_it(
    clerk: Typed, tmp_path: Path
) -> None:
    file = tmp_path / "body.json"
    file.write_text(json.dumps({"well": "x", "depth": "8", "users": ["甲"]}), encoding="utf-8")
    well = fresh()
    done = clerk(*dig("--json", f"@{file}", "--well", well, "--format", "json"))
    body = done.data["events"][0]["body"]
    assert (body["well"], body["depth"], body["users"]) == (well, "8", ["甲"])


def test_a_trial_writes_nothing(clerk: Typed) -> None:
    flags = ("--well", fresh(), "--depth", "9")
    before = clerk(*dig(*flags, "--dry-run", "--format", "json")).data["position"]
    tried = clerk(*dig(*flags, "--dry-run"))
    assert "试算，没有写入" in tried.out
    assert clerk(*dig(*flags, "--dry-run", "--format", "json")).data["position"] == before


def test_a_request_that_is_repeated_with_its_id_gets_its_first_outcome(clerk: Typed) -> None:
    flags = ("--well", fresh(), "--depth", "9")
    first = clerk(*dig(*flags))
    assert "请求编号 " in first.err
    again = clerk(*dig(*flags, "--id", first.err.split()[1].split("（")[0]))
    assert "此前已办理" in again.out


def test_a_warning_is_told(clerk: Typed) -> None:
    assert "提醒 wells.shallow：井深不足 5 米" in clerk(*dig("--well", fresh(), "--depth", "2")).err


def test_a_refusal_tells_rule_and_clause(clerk: Typed) -> None:
    refused = clerk(*dig("--well", fresh(), "--depth", "101"))
    assert refused.status == 1
    said = f"拒绝 wells.too_deep [S9-99]：井深 101 米，超过 100 米（依据：“{CLAUSE}”）"
    assert said in refused.err


def test_a_refusal_for_machines_is_the_problem_document(clerk: Typed) -> None:
    refused = clerk(*dig("--well", fresh(), "--depth", "101", "--format", "json"))
    told = refused.data
    assert (refused.status, told["code"], told["rule"]) == (1, "wells.too_deep", "S9-99")
    assert (told["clause"], told["values"]["most"]) == (CLAUSE, "100")


def test_over_http_a_refusal_is_a_problem_with_rule_and_clause(served: Served) -> None:
    headers = {"Authorization": f"Bearer {served.tokens['wells:clerk']}"}
    body = {"well": "w", "depth": "101"}
    answer = httpx.post(
        f"{served.url}/api/wells/wells/dig", json=body, headers=headers, trust_env=False
    )
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "wells.too_deep")
    assert (told["rule"], told["clause"]) == ("S9-99", CLAUSE)


def test_roles_are_asked_for_as_of_anybody(
    clerk: Typed, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAIZHANG_TOKEN", served.tokens["wells:teller"])
    refused = clerk(*dig("--well", fresh(), "--depth", "9"))
    assert (refused.status, "commands.forbidden" in refused.err) == (1, True)


def test_a_late_entry_carries_its_day_and_its_grounds(clerk: Typed) -> None:
    flags = ("--well", fresh(), "--depth", "9", "--on", "2015-12-20")
    refused = clerk(*dig(*flags))
    assert (refused.status, "commands.late_without_reason" in refused.err) == (1, True)
    grounds = ("--late-reason", "漏记", "--late-evidence", "竣工单", "--on-behalf-of", "甲组")
    done = clerk(*dig(*flags, *grounds, "--format", "json"))
    assert done.status == 0, done.err
    assert [each["type"] for each in done.data["events"]] == [
        "wells.dug",
        "amendments.entered_late",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("do", "wells", "wells.dgi"), "是否想用“wells.dig”"),
        (dig("--wel", "w"), "是否想用“--well”"),
        (dig("--token", "x"), "没有“--token”这个参数"),
        (dig("--depth", "9"), "缺少必填字段“well”"),
        (dig("--well", "w", "--depth", "deep"), "$.depth：应为十进制数"),
        (dig("--well", "w", "--depth", "9", "--count", "0"), "$.count"),
        (dig("--well", "w", "--depth", "9", "--kind", "土井"), "$.kind"),
        (dig("--well", "w", "--depth", "9", "--layers", "{"), "不是有效的 JSON"),
        (dig("--well", "w", "--depth", "9", "--layers", "@/nowhere"), "读不了"),
        (dig("--json", '{"wel": 1}'), "是否想用“well”"),
        (dig("--json", "[]"), "应为一个 JSON 对象"),
        (dig("--well", "w", "--depth", "9"), "TAIZHANG_TOKEN"),
        (dig("--well", "w", "--depth", "9", "--token-file", "/nowhere"), "令牌文件"),
    ],
)
def test_what_is_typed_wrongly_is_told_before_anything_is_sent(
    typed: Typed, served: Served, words: tuple[str, ...], told: str
) -> None:
    said = typed(*words)
    assert (said.status, told in said.err) == (1, True), said.err


@pytest.mark.parametrize("words", [("do",), ("do", "--help"), ("do", "--json", "{}")])
def test_without_a_tenant_the_way_to_use_it_is_told(typed: Typed, words: tuple[str, ...]) -> None:
    said = typed(*words)
    assert (said.status, "taizhang do <单位> <命令>" in said.out) == (0, True)


def test_nobody_answering_is_another_status(typed: Typed, served: Served, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("tz.wells.x\n", encoding="utf-8")
    said = typed(*dig("--well", "w", "--depth", "9", "--token-file", str(token)))
    assert (said.status, "连接不上" in said.err) == (2, True)


def test_a_token_may_lie_in_a_file(
    clerk: Typed, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = tmp_path / "token"
    token.write_text(served.tokens["wells:clerk"] + "\n", encoding="utf-8")
    monkeypatch.delenv("TAIZHANG_TOKEN")
    assert clerk("do", "wells", "--token-file", str(token)).status == 0


def test_a_paper_is_printed_as_a_page(clerk: Typed) -> None:
    well = fresh()
    clerk(*dig("--well", well, "--depth", "33"))
    page = clerk("paper", "wells", "wells.list", "--at-least", "33", *_read_own(clerk))
    assert page.status == 0, page.err
    assert page.out.startswith("<!doctype html>")
    assert (well in page.out, "<h1>水井一览</h1>" in page.out) == (True, True)


def _read_own(clerk: Typed) -> tuple[str, ...]:
    """The position that the log stands at, to wait for."""
    flags = ("--well", fresh(), "--depth", "9", "--dry-run", "--format", "json")
    return ("--min-position", str(clerk(*dig(*flags)).data["position"]))


def test_a_paper_for_machines_is_its_blocks(clerk: Typed) -> None:
    issued = clerk("paper", "wells", "wells.list", "--as-of", "0", "--format", "json").data
    assert (issued["position"], issued["paper"]["blocks"][0]["rows"]) == (0, [])


def test_papers_are_listed_with_their_parameters(clerk: Typed) -> None:
    listed = clerk("paper", "wells").out
    assert any("wells.list" in line and "atLeast: Decimal" in line for line in listed.splitlines())


def test_a_paper_with_a_wrong_parameter_is_refused(clerk: Typed) -> None:
    refused = clerk("paper", "wells", "wells.list", "--at-last", "3")
    assert (refused.status, "papers.unknown_parameter" in refused.err) == (1, True)


def test_a_fault_of_the_server_is_no_refusal(clerk: Typed) -> None:
    said = clerk("paper", "wells", "wells.broken")
    assert (said.status, "papers.write_failed" in said.err) == (2, True)


def test_events_stand_in_the_timeline_by_title(
    clerk: Typed, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    well = fresh()
    clerk(*dig("--well", well, "--depth", "9"))
    monkeypatch.setenv("DATABASE_URL", served.dsn)
    monkeypatch.setenv("TAIZHANG_HOME", str(served.home))
    told = clerk("audit", "timeline", "wells", f"well:{well}")
    (line,) = [line for line in told.out.splitlines() if "wells.dug" in line]
    assert "水井打成" in line
    assert line.endswith("—— clerk")
