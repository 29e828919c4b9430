"""Whatever stands in a field of a command, the answer is no fault of ours, and nothing is lost."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pytest

from taizhang.app import installed
from taizhang.audit.recompute import recompute
from taizhang.audit.verify import verify
from taizhang.commands.command import Command
from taizhang.projections.waiting import wait_for
from taizhang.tenancy.roles import ANYONE, Role
from taizhang_graphql.catalogue import catalogue

pytestmark = pytest.mark.anyio

COMMANDS = installed()[0].commands
#: Of each kind of JSON value one that is good for something somewhere, and some that seldom are.
VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    2012,
    10**18,
    1e308,
    "",
    " ",
    "x",
    "x" * 64,
    "x" * 300,
    "镇" * 64,
    "\U0001f4a5\u202e\ufeff",
    "{zh}{0}",
    "'; drop table log.event; --",
    "NaN",
    "sNaN",
    "Infinity",
    "1E+999999",
    "1e-999999",
    "0001-01-01",
    "9999-12-31",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999+00:00",
    "2015-12-20T09:00:00",
    "04" + "0" * 128,
    "0" * 64,
    [],
    {},
    [[]],
    ["jingui"],
    ["jingui"] * 70,
    [{}],
)


def _example(schema: dict[str, Any], parts: dict[str, Any]) -> Any:
    """A value that a JSON schema allows, or nearly."""
    if "$ref" in schema:
        return _example(parts[schema["$ref"].rsplit("/", 1)[1]], parts)
    if "anyOf" in schema:
        return _example(schema["anyOf"][0], parts)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "integer" | "number":
            return max(schema.get("minimum", 0), 2012 if schema.get("maximum", 0) > 2012 else 0)
        case "array":
            items = schema.get("prefixItems") or [schema["items"]]
            return [_example(each, parts) for each in items]
        case "object":
            names = schema.get("required", ())
            return {name: _example(schema["properties"][name], parts) for name in names}
        case "boolean":
            return False
    return {"date": "2015-12-01", "date-time": "2015-12-01T09:00:00Z"}.get(
        schema.get("format", ""), "jingui"
    )


def _bodies(command: type[Command]) -> Iterator[dict[str, Any]]:
    (top,), parts = msgspec.json.schema_components([command])
    body = _example(top, parts)
    for field, schema in parts[command.__name__]["properties"].items():
        for value in (*VALUES, *_within(body.get(field, _example(schema, parts)))):
            yield body | {field: value}


def _within(value: Any) -> Iterator[Any]:
    """A value with each of its parts, however deep, made hostile in turn."""
    keys: Iterable[Any] = value if isinstance(value, dict) else ()
    keys = range(len(value)) if isinstance(value, list) else keys
    for key in keys:
        for other in (*VALUES, *_within(value[key])):
            changed = value.copy()
            changed[key] = other
            yield changed


_HELD = {
    "committee_secretary": "secretary",
    "unit_secretary": "unit:xiangzhen-1",
    "client": "client:hostile",
}


def _actor(command: type[Command]) -> str | None:
    """An account that may ask it."""
    by = command.decided_by.by
    if ANYONE in by:
        return None
    role = next(role for role in by if role != Role.SYSTEM)
    return _HELD.get(role, str(role))


def _is_open(name: str) -> bool:
    """Whether people may ask it at all."""
    return set(COMMANDS[name].decided_by.by) != {Role.SYSTEM}


AREAS = sorted({name.partition(".")[0] for name in COMMANDS if _is_open(name)})


@pytest.mark.parametrize("area", AREAS)
async def test_no_value_of_a_field_is_a_fault_of_ours(
    area: str, county: Any, client_of: Any
) -> None:
    if area == "access":
        await client_of(county, [{"row": "Organisation"}], "hostile")
    for name in (name for name in COMMANDS if name.startswith(f"{area}.") and _is_open(name)):
        for body in _bodies(COMMANDS[name]):
            answer = await county.post(name, body, actor=_actor(COMMANDS[name]))
            assert answer.status_code < 500, (name, body, answer.text)
            assert answer.status_code == 200 or answer.json()["code"], answer.text
    await _is_sound(county)


async def _is_sound(county: Any) -> None:
    """The log is whole, its rows follow, and the next command is decided."""
    platform, tenant = county.platform, county.tenant
    verdict = await verify(platform.app, platform.schemes.catalogue, tenant.id)
    assert verdict.ok, verdict.faults
    generation = (await platform.worker.generation()).name
    assert await wait_for(platform.reader, generation, tenant.id, verdict.size, 10)
    assert not await platform.worker.letters(tenant.id)
    assert not (await recompute(platform, tenant)).differences
    for root, shape in catalogue(platform.schemes.rows).plural.items():
        fields = " ".join(shape.sortable)
        await county.query(f"{{ {root}(first: 100) {{ nodes {{ {fields} }} }} }}")
