"""The OpenAPI 3.1 document, made from the Structs of the installed commands."""

import inspect
from collections.abc import Mapping
from typing import Any

import msgspec

from taizhang import __version__
from taizhang.commands.command import Command
from taizhang.dispatch.receipt import Receipt
from taizhang.http.commands import path_of
from taizhang.http.problems import Problem
from taizhang.http.titles import titles_of
from taizhang.schemes import Schemes
from taizhang.tenancy.roles import ANYONE

_REFUSALS = {
    "400": "请求格式不正确",
    "401": "需要有效的令牌",
    "403": "没有办理权限，或方案没有启用",
    "404": "没有这个单位、命令或对象",
    "409": "与当前状态冲突",
    "413": "请求体太大",
    "415": "请求体应为 application/json",
    "422": "不符合规则；附规则编号和原文条款",
    "429": "请求太多",
    "500": "服务器内部错误",
    "503": "数据库暂时不可用",
}
_PARAMETERS: list[dict[str, Any]] = [
    {"name": "tenant", "in": "path", "required": True, "schema": {"type": "string"}},
    {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "重试时用同一个键，得到第一次的结果；键相同而内容不同会被拒绝",
        "schema": {"type": "string", "maxLength": 200},
    },
    {
        "name": "dry_run",
        "in": "query",
        "description": "只试算：返回会发生什么或为什么被拒绝，不写入",
        "schema": {"type": "boolean"},
    },
    {
        "name": "on",
        "in": "query",
        "description": "业务日期；早于今天是补录，须写明 late_reason 和 late_evidence",
        "schema": {"type": "string", "format": "date"},
    },
    {"name": "late_reason", "in": "query", "schema": {"type": "string"}},
    {"name": "late_evidence", "in": "query", "schema": {"type": "string"}},
    {
        "name": "on_behalf_of",
        "in": "query",
        "description": "代录：替谁办理",
        "schema": {"type": "string"},
    },
]


def document(schemes: Schemes, only: Mapping[str, type[Command]] | None = None) -> dict[str, Any]:
    """The document as plain data, of all installed commands or of `only` some of them."""
    commands = list((schemes.commands if only is None else only).values())
    bodies, components = msgspec.json.schema_components(
        [*commands, Receipt, Problem], ref_template="#/components/schemas/{name}"
    )
    receipt, fault = bodies[-2], bodies[-1]
    for command, body in zip(commands, bodies, strict=False):
        properties = components[body["$ref"].rpartition("/")[2]]["properties"]
        for name, title in titles_of(schemes.of(command), command).items():
            properties[name].setdefault("title", title)
    paths = {
        path_of(command): {"post": _operation(schemes, command, body, receipt, fault)}
        for command, body in zip(commands, bodies, strict=False)
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "台账 Taizhang",
            "version": __version__,
            "description": "命令接口。读取数据请用 GraphQL(/graphql)。",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def body_schema(described: dict[str, Any], command: type[Command]) -> dict[str, Any]:
    """Where the document describes a command's body: `{"$ref": "#/components/schemas/…"}`."""
    body = described["paths"][path_of(command)]["post"]["requestBody"]
    schema: dict[str, Any] = body["content"]["application/json"]["schema"]
    return schema


def _operation(
    schemes: Schemes, command: type[Command], body: Any, receipt: Any, fault: Any
) -> dict[str, Any]:
    scheme = schemes.of(command)
    roles = [str(role) for role in command.decided_by.by]
    return {
        "operationId": command.command_name,
        "tags": [scheme.title],
        "summary": command.command_title,
        "description": f"{inspect.getdoc(command)}\n\n角色 roles: {', '.join(roles)}",
        "parameters": _PARAMETERS,
        "security": [] if ANYONE in roles else [{"token": []}],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": _response("已办理", "application/json", receipt),
            **{
                status: _response(text, "application/problem+json", fault)
                for status, text in _REFUSALS.items()
            },
        },
    }


def _response(text: str, media: str, schema: Any) -> dict[str, Any]:
    return {"description": text, "content": {media: {"schema": schema}}}
