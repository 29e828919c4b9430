"""Two plain pages: what is served here, and the commands of the API. Nothing from elsewhere."""

from html import escape
from importlib.resources import files
from typing import Any

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from taizhang import __version__
from taizhang.app import Platform
from taizhang.http.openapi import document


def page_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """`/`, `/schema` and `/schema/openapi.json`."""
    described = document(platform.schemes)

    @get("/")
    async def status() -> Response[bytes]:
        """Which tenants there are, and how far their rows are."""
        return _html(_page("status.html").replace("{{rows}}", await _tenants(platform)))

    @get("/schema", sync_to_thread=False)
    def schema() -> Response[bytes]:
        """The commands, to read."""
        return _html(_page("schema.html"))

    @get("/schema/openapi.json", sync_to_thread=False)
    def openapi() -> dict[str, Any]:
        """The commands, for programs (OpenAPI 3.1)."""
        return described

    return [status, schema, openapi]


async def _tenants(platform: Platform) -> str:
    standings = {s.tenant: s for s in await platform.worker.status() if s.state == "current"}
    lines = []
    for tenant in await platform.register.all():
        standing = standings.get(tenant.id)
        head, position = (standing.head, standing.position) if standing else (0, 0)
        mark = '<span class="mark">演练</span>' if tenant.rehearsal else ""
        lines.append(
            f"<tr><td>{escape(tenant.name)} {mark}</td><td><code>{escape(tenant.slug)}</code></td>"
            f"<td>{head}</td><td>{position}</td></tr>"
        )
    return "\n".join(lines) or '<tr><td colspan="4">还没有单位</td></tr>'


def _page(name: str) -> str:
    text = files("taizhang.http").joinpath(f"static/{name}").read_text(encoding="utf-8")
    return text.replace("{{version}}", __version__)


def _html(text: str) -> Response[bytes]:
    return Response(text.encode(), media_type="text/html")
