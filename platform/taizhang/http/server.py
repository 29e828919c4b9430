"""The HTTP application."""

from importlib.resources import files
from typing import Any

from litestar import Litestar, Request, Response, asgi
from litestar.datastructures import State
from litestar.exceptions import HTTPException, NotFoundException
from litestar.static_files import create_static_files_router

from taizhang.app import Platform
from taizhang.errors import Refused
from taizhang.http.application import Application, telling
from taizhang.http.attachments import attachment_routes
from taizhang.http.ballots import desk_routes
from taizhang.http.bodies import MAX_BYTES
from taizhang.http.commands import endpoint, name_at
from taizhang.http.explorer import explorer_assets
from taizhang.http.export import export
from taizhang.http.graphql import graphql
from taizhang.http.health import health_routes
from taizhang.http.meeting_desk import meeting_desk_routes
from taizhang.http.offers import offer_routes
from taizhang.http.pages import page_routes
from taizhang.http.papers import document_routes
from taizhang.http.problems import Problem, from_fault, from_http, from_refused
from taizhang.http.query_log import query_log_routes
from taizhang.http.registered import registered_documents
from taizhang.http.voting import voting_assets, voting_routes


def create(platform: Platform) -> Litestar:
    """All routes over one platform."""

    def not_found(request: Request[Any, Any, Any], error: NotFoundException) -> Response[Problem]:
        if name := name_at(request.url.path):
            try:
                platform.schemes.command(name)
            except Refused as refused:
                return from_refused(request, refused)
        return from_http(request, error)

    assets = create_static_files_router(
        path="/static", directories=[str(files("taizhang.http") / "static")]
    )
    rows = graphql(platform)
    application = Application(
        [
            *(endpoint(platform, command) for command in platform.schemes.commands.values()),
            *desk_routes(platform),
            *meeting_desk_routes(platform),
            *attachment_routes(platform),
            *health_routes(platform),
            *page_routes(platform),
            *offer_routes(platform),
            *voting_routes(platform),
            asgi("/graphql", copy_scope=False)(rows),
            *query_log_routes(platform),
            registered_documents(platform),
            export(platform),
            *document_routes(platform),
            voting_assets(),
            explorer_assets(),
            assets,
        ],
        exception_handlers={
            Refused: from_refused,
            NotFoundException: not_found,
            HTTPException: from_http,
            Exception: from_fault,
        },
        request_max_body_size=MAX_BYTES,
        state=State({"stopping": platform.following.tide.ebb}),
        openapi_config=None,
        logging_config=None,
    )
    application.shortcuts = {"/graphql": telling(rows)}
    return application
