"""The explorer over HTTP: what is served of it, how long it may be kept, and what it may load."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar, asgi

from taizhang.app import Platform
from taizhang.http.explorer import explorer_assets
from taizhang.http.graphql import graphql
from taizhang_graphql import explorer

pytestmark = pytest.mark.anyio

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT, STYLE, GUIDE = "page-2B4C6D8E.js", "page-1A2B3C4D.css", "graphql.html"
KINDS = {
    SCRIPT: "text/javascript; charset=utf-8",
    STYLE: "text/css; charset=utf-8",
    GUIDE: "text/html; charset=utf-8",
    "codicon-5E6F7A8B.ttf": "font/ttf",
    "licences.txt": "text/plain; charset=utf-8",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the explorer is taken to be built."""
    monkeypatch.setattr(explorer, "BUILT", tmp_path)
    return tmp_path


@pytest.fixture
def built(folder: Path) -> Path:
    """As if built: a page, a file of each kind, one of them compressed beside it."""
    folder.joinpath("page.html").write_text("<!doctype html><title>built</title>")
    for name in KINDS:
        folder.joinpath(name).write_text(f"{name} itself")
    folder.joinpath(f"{SCRIPT}.gz").write_bytes(gzip.compress(b"compressed beside it"))
    return folder


@pytest.fixture
def asking(house: Platform) -> Any:
    """The explorer's part of the application, as it is made now."""

    def client() -> httpx.AsyncClient:
        application = Litestar(
            [asgi("/graphql", copy_scope=False)(graphql(house)), explorer_assets()]
        )
        transport = httpx.ASGITransport(application)  # type: ignore[arg-type]
        return httpx.AsyncClient(transport=transport, base_url="http://taizhang", headers=HTML)

    return client


def directives(answer: httpx.Response) -> dict[str, str]:
    policy = answer.headers["content-security-policy"]
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name: value for name, _, value in parts}


async def test_a_browser_gets_the_built_page(built: Path, asking: Any) -> None:
    async with asking() as http:
        answer = await http.get("/graphql")
    assert (answer.status_code, answer.headers["content-type"]) == (200, KINDS[GUIDE])
    assert "built" in answer.text


async def test_the_page_may_load_from_here_alone(built: Path, asking: Any) -> None:
    async with asking() as http:
        allowed = directives(await http.get("/graphql"))
    assert (allowed["default-src"], allowed["script-src"]) == ("'none'", "'self'")
    assert (allowed["connect-src"], allowed["worker-src"]) == ("'self'", "'self'")
    assert allowed["frame-ancestors"] == "'none'"
    assert not re.search(r"https?:|\*|unsafe-eval|blob:", " ".join(allowed.values()))


async def test_a_page_that_the_browser_has_is_not_sent_again(built: Path, asking: Any) -> None:
    async with asking() as http:
        first = await http.get("/graphql")
        again = await http.get("/graphql", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_another_build_is_another_page(built: Path, asking: Any) -> None:
    async with asking() as http:
        before = await http.get("/graphql")
    built.joinpath("page.html").write_text("<!doctype html><title>built anew</title>")
    async with asking() as http:
        after = await http.get("/graphql", headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, "anew" in after.text) == (200, True)


@pytest.mark.parametrize("name", KINDS)
async def test_each_file_is_told_for_what_it_is(built: Path, asking: Any, name: str) -> None:
    async with asking() as http:
        answer = await http.get(f"/static/graphiql/{name}", headers={"Accept-Encoding": "identity"})
    assert (answer.status_code, answer.text) == (200, f"{name} itself")
    assert answer.headers["content-type"] == KINDS[name]
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_worker_may_ask_nobody(built: Path, asking: Any) -> None:
    """A worker is held to the policy of its own file, not of the page that starts it."""
    async with asking() as http:
        allowed = directives(await http.get(f"/static/graphiql/{SCRIPT}"))
    assert allowed["default-src"] == "'none'"
    assert allowed.keys().isdisjoint({"connect-src", "script-src", "worker-src"})


@pytest.mark.parametrize(("name", "kept"), [(SCRIPT, True), (STYLE, True), (GUIDE, False)])
async def test_what_has_a_hash_in_its_name_is_kept_for_ever(
    built: Path, asking: Any, name: str, kept: bool
) -> None:
    async with asking() as http:
        answer = await http.get(f"/static/graphiql/{name}")
    assert ("immutable" in answer.headers["cache-control"]) is kept
    assert ("no-cache" in answer.headers["cache-control"]) is not kept


async def test_a_file_goes_out_as_it_was_compressed(built: Path, asking: Any) -> None:
    async with asking() as http:
        answer = await http.get(f"/static/graphiql/{SCRIPT}", headers={"Accept-Encoding": "gzip"})
    assert (answer.headers["content-encoding"], answer.text) == ("gzip", "compressed beside it")
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "name", ["nothing.js", "page.html", f"{SCRIPT}.gz", "..%2Fexplorer.html", "%2e%2e/style.css"]
)
async def test_nothing_else_is_there(built: Path, asking: Any, name: str) -> None:
    async with asking() as http:
        assert (await http.get(f"/static/graphiql/{name}")).status_code == 404


async def test_where_nothing_was_built_a_plain_page_serves(folder: Path, asking: Any) -> None:
    async with asking() as http:
        answer = await http.get("/graphql")
        asset = await http.get(f"/static/graphiql/{SCRIPT}")
    assert (answer.status_code, "查询（只读）" in answer.text) == (200, True)
    assert not re.search(r"https?://|\ssrc=|url\(|@import", answer.text)
    assert asset.status_code == 404


async def test_a_build_that_broke_off_is_none(built: Path, asking: Any) -> None:
    built.joinpath("page.html").unlink()
    async with asking() as http:
        assert "查询（只读）" in (await http.get("/graphql")).text


async def test_the_plain_page_may_run_its_own_script_alone(folder: Path, asking: Any) -> None:
    async with asking() as http:
        answer = await http.get("/graphql")
    (script,) = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    own = b64encode(sha256(script.encode()).digest()).decode()
    assert directives(answer)["script-src"] == f"'sha256-{own}'"
    assert directives(answer)["default-src"] == "'none'"


async def test_a_program_gets_no_page(built: Path, asking: Any) -> None:
    async with asking() as http:
        answer = await http.get("/graphql", headers={"Accept": "application/json"})
    assert "html" not in answer.headers["content-type"]
