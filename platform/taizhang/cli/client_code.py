"""`graphql client`: Python code that asks the queries of a file, with types for what comes back."""

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from graphql import GraphQLError, GraphQLSchema, build_schema

from taizhang.app import installed
from taizhang.cli.remote import fail
from taizhang_graphql.client.generating import Faulty
from taizhang_graphql.client.generating import client as generated
from taizhang_graphql.schema import schema_text


def client(
    questions: Path,
    *,
    schema: Annotated[Path | None, Parameter(help="模式文件（SDL）；不写时用本机安装的")] = None,
) -> None:
    """Print a Python client: taizhang graphql client questions.graphql > client.py.

    Each named query of the file becomes a method. The code needs httpx and msgspec.
    """
    try:
        text = questions.read_text(encoding="utf-8")
        sys.stdout.write(generated(_schema(schema), text))
    except OSError as error:
        fail(f"文件 {error.filename} 读不了：{error.strerror}")
    except Faulty as faulty:
        fail(f"{questions} 中的查询有误：\n{faulty}")


def _schema(file: Path | None) -> GraphQLSchema:
    try:
        return build_schema(
            schema_text(installed()[0].rows) if file is None else file.read_text(encoding="utf-8")
        )
    except (GraphQLError, TypeError) as error:
        fail(f"{file} 不是 GraphQL 模式：{error}")
