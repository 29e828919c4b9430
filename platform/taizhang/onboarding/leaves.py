"""Leaves: the JSON Schema of values that hold no table of ours, as TOML writes them."""

import re
from typing import Any

import msgspec
from msgspec import inspect

from taizhang.onboarding.fields import bounds
from taizhang.onboarding.kinds import words

Schema = dict[str, Any]

_DECIMAL = {"type": "string", "format": "decimal"}.items()
_NULL = {"type": "null"}
_CHINESE = re.compile("[\u4e00-\u9fff]")


def leaf(hint: Any) -> Schema:
    """What a value may be, described in Chinese. TOML has no word for nothing."""
    schema = msgspec.json.schema(hint)
    plain = _plain(schema, schema.pop("$defs", {}))
    title = {"title": plain.pop("title")} if "title" in plain else {}
    described: Schema = title | {"description": words(hint).zh} | plain
    return described


def titled(hint: Any) -> Schema:
    """The title of a table or a list of them, where its annotations give one."""
    info = inspect.type_info(hint)
    extra = (info.extra_json_schema or {}) if isinstance(info, inspect.Metadata) else {}
    return {"title": extra["title"]} if "title" in extra else {}


def limits(hint: Any, what: str) -> Schema:
    """How many entries a list (`Items`) or a table (`Properties`) of tables may have."""
    least, most = bounds(hint)
    return ({f"min{what}": least} if least else {}) | ({} if most is None else {f"max{what}": most})


def _plain(schema: Any, definitions: Schema) -> Any:
    """Without references, nothing, and words that are not Chinese. A title outside wins."""
    if not isinstance(schema, dict):
        return schema
    told = str(schema.get("title", ""))
    return _bare(schema, definitions) | ({"title": told} if _CHINESE.search(told) else {})


def _bare(schema: Schema, definitions: Schema) -> Any:
    if "$ref" in schema:
        return _plain(definitions[schema["$ref"].rsplit("/", 1)[-1]], definitions)
    if schema.items() >= _DECIMAL:
        return {"type": ["number", "string"]}  # a decimal may stand in quotes
    if "anyOf" in schema:
        given = [_plain(each, definitions) for each in schema["anyOf"] if each != _NULL]
        return given[0] if len(given) == 1 else {"anyOf": given}
    kept = (pair for pair in schema.items() if pair[0] not in ("title", "description"))
    return {key: _plain(value, definitions) for key, value in kept}
