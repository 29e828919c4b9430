"""Documents of schemes as papers: `GET /papers/{tenant}` and `GET /papers/{tenant}/{name}`."""

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import Struct, json

from taizhang.app import Platform
from taizhang.http.issuing import Issuing
from taizhang.http.offered import Offered
from taizhang.http.requests import AnyRequest
from taizhang.papers.html import page
from taizhang.papers.parameters import Parameter, parameters_of

#: A paper may name people: it is kept nowhere, fetches nothing and runs nothing.
_PRIVATE = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept, Authorization",
    "X-Content-Type-Options": "nosniff",
}


class Listed(Struct, frozen=True):
    """A document that a tenant may ask for."""

    name: str
    title: str
    path: str
    scheme: str
    scheme_title: str
    parameters: list[Parameter]


def document_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """Both read as `/graphql` does: with the token's rights, as of any position."""
    issuing = Issuing(platform)
    offered = Offered(platform.schemes, platform.worlds.whole.served.types)

    @get("/papers/{tenant:str}")
    async def documents(tenant: FromPath[str], request: AnyRequest) -> list[Listed]:
        """The documents of the schemes that are on."""
        viewer = await issuing.viewer(tenant, request)
        return [
            Listed(
                name=known.document.name,
                title=known.document.title,
                path=f"/papers/{tenant}/{known.document.name}",
                scheme=known.scheme.name,
                scheme_title=known.scheme.title,
                parameters=parameters_of(known.question),
            )
            for known in offered.open_to(viewer)
            if known.question is not None
        ]

    @get("/papers/{tenant:str}/{name:str}")
    async def paper(
        tenant: FromPath[str], name: FromPath[str], request: AnyRequest
    ) -> Response[bytes]:
        """One paper: a page to print where HTML is accepted, else its blocks as JSON."""
        viewer = await issuing.viewer(tenant, request)
        given = list(request.query_params.multi_items())
        issued = await issuing.issue(viewer, *offered.find(viewer, name), given)
        if "text/html" in request.headers.get("accept", ""):
            return Response(page(issued).encode(), media_type="text/html", headers=_PRIVATE)
        content = json.encode(issued)
        return Response(content, media_type="application/json", headers=_PRIVATE)

    return [documents, paper]
