"""The generated client: strictly typed, and told the same as gql for every question of the page."""

import asyncio
import importlib.util
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import msgspec
import pytest
from gql import Client, gql
from gql.transport.httpx import HTTPXTransport
from tests.docs.graphql.conftest import PAGE, Page, Question

from taizhang.cli import command_line
from taizhang_graphql.client.names import snake

pytestmark = pytest.mark.anyio

TEN = Page(PAGE.read_text(encoding="utf-8")).questions


@pytest.fixture(scope="module")
def folder(page: Page, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The questions in a file, and the client that the command line makes of them."""
    made = tmp_path_factory.mktemp("client")
    questions = made / "questions.graphql"
    questions.write_text("\n".join(question.text for question in page.questions), "utf-8")
    words = ["graphql", "client", str(questions)]
    with pytest.MonkeyPatch.context() as patch, (made / "client.py").open("w") as written:
        patch.setattr(sys, "stdout", written)
        command_line(words)(words, result_action="return_value")
    return made


@pytest.fixture(scope="module")
def generated(folder: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location("client", folder / "client.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_code_and_the_example_of_the_page_are_strictly_typed(folder: Path, page: Page) -> None:
    (example,) = page.all("python client")
    body = "\n".join(f"    {line}" for line in example.splitlines())
    head = "from datetime import date\n\nimport httpx\nfrom client import Client\n"
    text = f"{head}\n\ndef example(server: str, token: str) -> None:\n{body}\n"
    (folder / "example.py").write_text(text, "utf-8")
    options = ["--strict", "--cache-dir", str(folder / "cache"), "--config-file", ""]
    words = [sys.executable, "-m", "mypy", *options, "client.py", "example.py"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("question", TEN, ids=lambda question: question.name)
async def test_it_is_told_the_same_as_gql(
    served: Any, generated: ModuleType, question: Question
) -> None:
    ours = await asyncio.to_thread(_typed, served, generated, question)
    theirs = await asyncio.to_thread(_with_gql, served, question)
    assert msgspec.convert(theirs, type=type(ours)) == ours
    assert _shape(msgspec.to_builtins(ours)) == _shape(theirs)


async def test_a_refusal_is_raised_with_its_code(served: Any, generated: ModuleType) -> None:
    def refused() -> Any:
        with httpx.Client(base_url=served.url, headers=served.headers, trust_env=False) as http:
            generated.Client(http).one_village(town="nowhere", village="yuntai")

    with pytest.raises(generated.Failed) as failed:
        await asyncio.to_thread(refused)
    (error,) = failed.value.errors
    assert error["extensions"]["code"] == "graphql.unknown_tenant"


async def test_a_token_that_is_none_is_told_as_a_problem(
    served: Any, generated: ModuleType
) -> None:
    def refused() -> Any:
        with httpx.Client(base_url=served.url, trust_env=False) as http:
            generated.Client(http).villages()

    with pytest.raises(generated.Failed) as failed:
        await asyncio.to_thread(refused)
    assert (failed.value.status, failed.value.errors[0]["code"]) == (401, "tenancy.bad_token")


def _typed(served: Any, generated: ModuleType, question: Question) -> Any:
    given = {snake(name): _value(value) for name, value in question.variables.items()}
    with httpx.Client(base_url=served.url, headers=served.headers, trust_env=False) as http:
        answer = getattr(generated.Client(http), snake(question.name))(**given)
    assert answer.extensions
    return answer.data


def _value(given: Any) -> Any:
    """What a person would pass: a date where the page has a date's text."""
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        return given


def _with_gql(served: Any, question: Question) -> Any:
    """Validated by gql in the schema that the server describes, then asked."""
    transport = HTTPXTransport(url=f"{served.url}/graphql", headers=served.headers, trust_env=False)
    request = gql(question.text)
    request.variable_values = dict(question.variables)
    with Client(transport=transport, fetch_schema_from_transport=True) as session:
        assert session.client.schema is not None
        return session.execute(request)


def _shape(found: Any) -> Any:
    """The names in an answer, and how many of each: what a type might have lost."""
    if isinstance(found, dict):
        return {name: _shape(value) for name, value in found.items()}
    return [_shape(each) for each in found] if isinstance(found, list) else None
