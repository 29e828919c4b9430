"""One endpoint a command: `POST /api/{tenant}/{area}/{command}`, made from its Struct."""

from typing import Any

from litestar import Request, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from taizhang.app import Platform
from taizhang.commands.command import Command
from taizhang.dispatch.receipt import Receipt
from taizhang.http.requests import actor_of, body_of, envelope_of, flag, tenant_of
from taizhang.tenancy.roles import ANYONE


def path_of(command: type[Command]) -> str:
    """`meetings.check_in` is asked at `/api/{tenant}/meetings/check-in`."""
    area, _, verb = command.command_name.partition(".")
    return f"/api/{{tenant}}/{area}/{verb.replace('_', '-')}"


def name_at(path: str) -> str | None:
    """The command that a path would be of, whether it exists or not."""
    parts = path.strip("/").split("/")
    if len(parts) != 4 or parts[0] != "api":
        return None
    return f"{parts[2]}.{parts[3].replace('-', '_')}"


def endpoint(platform: Platform, command: type[Command]) -> HTTPRouteHandler:
    """The route of one command."""
    open_to_anyone = ANYONE in command.decided_by.by

    async def handle(tenant: FromPath[str], request: Request[Any, Any, Any]) -> Receipt:
        known = await tenant_of(platform, tenant)
        actor = ANYONE if open_to_anyone else await actor_of(platform, known, request)
        asked = await body_of(request, command)
        return await platform.dispatcher.dispatch(
            known,
            asked,
            envelope_of(request, known, actor),
            dry_run=flag(request, "dry_run"),
        )

    path = path_of(command).replace("{tenant}", "{tenant:str}")
    return post(path, name=command.command_name, status_code=200)(handle)
