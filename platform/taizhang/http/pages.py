"""Two plain pages: what is served here, and the commands of the API. Nothing from elsewhere."""

from html import escape
from importlib.resources import files
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from taizhang import __version__
from taizhang.app import Platform
from taizhang.database.pool import answering
from taizhang.tenancy.register import Tenant

_SHOWN = 100
_POSITIONS = """
    select h.tenant_id, h.position, coalesce(c.position, 0)
      from log.tenant_head h
      left join projections.generation g on g.state = 'current'
      left join projections.cursor c on c.tenant_id = h.tenant_id and c.generation = g.generation
     where h.tenant_id = any ($1)
"""


def page_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """`/` and `/schema`."""

    @get("/")
    async def status() -> Response[bytes]:
        """Which tenants there are, and how far their rows are."""
        return _html(_page("status.html").replace("{{rows}}", await _tenants(platform)))

    @get("/schema", sync_to_thread=False)
    def schema() -> Response[bytes]:
        """The commands, to read."""
        return _html(_page("schema.html"))

    return [status, schema]


async def _tenants(platform: Platform) -> str:
    """The first tenants by slug: a page is read by people, and anybody may ask for it."""
    found = await platform.register.all(_SHOWN + 1)
    positions = await _positions(platform, [tenant.id for tenant in found])
    lines = [_line(tenant, *positions.get(tenant.id, (0, 0))) for tenant in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f'<tr><td colspan="4">这里只列出前 {_SHOWN} 个单位</td></tr>')
    return "\n".join(lines) or '<tr><td colspan="4">还没有单位</td></tr>'


async def _positions(platform: Platform, tenants: list[UUID]) -> dict[UUID, tuple[int, int]]:
    """By tenant: how long its log is, and how far its rows are."""
    async with answering(), platform.app.acquire() as connection:
        await connection.work_for(*tenants)
        return {row[0]: (row[1], row[2]) for row in await connection.fetch(_POSITIONS, tenants)}


def _line(tenant: Tenant, head: int, position: int) -> str:
    mark = '<span class="mark">演练</span>' if tenant.rehearsal else ""
    return (
        f"<tr><td>{escape(tenant.name)} {mark}</td><td><code>{escape(tenant.slug)}</code></td>"
        f"<td>{head}</td><td>{position}</td></tr>"
    )


def _page(name: str) -> str:
    text = files("taizhang.http").joinpath(f"static/{name}").read_text(encoding="utf-8")
    return text.replace("{{version}}", __version__)


def _html(text: str) -> Response[bytes]:
    return Response(text.encode(), media_type="text/html")
