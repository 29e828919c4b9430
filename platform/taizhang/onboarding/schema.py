"""Schema: what a tenant's file may say, as JSON Schema, for editors that complete and check."""

from collections.abc import Collection, Iterable
from typing import Any

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from taizhang.onboarding.fields import entry, hints, nullable, table
from taizhang.onboarding.file import TenantFile
from taizhang.onboarding.leaves import leaf, limits, titled
from taizhang.rules.provision import Provision, Rules
from taizhang.schemes import Schemes

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BASIS = (
    "每项规定须有依据：文件写明的，在 clause 中照抄原文；文件未写的，由本单位选择，"
    "并在 choices 中逐项写明理由。"
)
_CLAUSE = "条款原文，照抄本单位的文件。"
_CHOICES = "文件未写、由本单位选择的参数，各写明理由。"


def schema_of(schemes: Schemes, plugins: Collection[str] | None = None) -> Schema:
    """The schema of `tenant.toml` with the sections of the core and of plugins; all by default."""
    shown = [s for s in schemes.all if s.core or plugins is None or s.name in plugins]
    schema = _Defining()
    root = schema.of(TenantFile)
    names = sorted(scheme.name for scheme in shown if not scheme.core)
    root["properties"]["plugins"]["items"] = {"enum": names}
    sections = {rules.section: rules for scheme in shown for rules in scheme.rules}
    needed = [r.section for s in shown if s.core for r in s.rules if not r.optional]
    root["properties"]["rules"] = {
        "title": "规则",
        "description": f"各节规则。{_BASIS}",
        "type": "object",
        "properties": {section: schema.ref(rules) for section, rules in sections.items()},
        "required": needed,
        "additionalProperties": False,
    }
    switches = [_switch(s.name, s.rules) for s in shown if not s.core and s.rules]
    whole = {"$schema": _DIALECT, "title": "单位文件 tenant.toml", **root}
    return whole | ({"allOf": switches} if switches else {}) | {"$defs": schema.definitions}


def _switch(plugin: str, rules: Iterable[type[Rules]]) -> Schema:
    """The sections of a plugin stand in a file exactly if it is switched on."""
    on = {"properties": {"plugins": {"contains": {"const": plugin}}}, "required": ["plugins"]}
    needed = [each.section for each in rules if not each.optional]
    none = {each.section: False for each in rules}
    return {
        "if": on,
        "then": {"properties": {"rules": {"required": needed}}},
        "else": {"properties": {"rules": {"properties": none}}},
    }


class _Defining:
    """Collects the definition of each Struct under a name of its own."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}
        self._names: dict[type[Struct], str] = {}

    def ref(self, kind: type[Struct]) -> Schema:
        """A reference to a Struct, which is defined once."""
        if kind not in self._names:
            self._names[kind] = self._name(kind)
            self.definitions[self._names[kind]] = {}  # before what it refers to
            self.definitions[self._names[kind]] = self.of(kind)
        return {"$ref": f"#/$defs/{self._names[kind]}"}

    def of(self, kind: type[Struct]) -> Schema:
        """A Struct as an object of its fields and no others."""
        properties = {name: self._value(hint) for name, hint in hints(kind).items()}
        for field in fields(kind):
            if field.default is not NODEFAULT and isinstance(field.default, bool | int | str):
                properties[field.name] |= {"default": field.default}
        schema: Schema = {"type": "object", "properties": properties}
        if needed := [f.name for f in fields(kind) if f.required and not _open(kind, f.name)]:
            schema["required"] = needed
        return self._described(kind, schema | {"additionalProperties": False})

    def _described(self, kind: type[Struct], schema: Schema) -> Schema:
        if issubclass(kind, Provision):
            parameters = [name for name in schema["properties"] if name not in _GROUNDS]
            schema["properties"]["clause"] = {"title": "条款原文", "description": _CLAUSE} | _TEXT
            schema["properties"]["choices"] = {
                "title": "本单位的选择",
                "description": _CHOICES,
                "type": "object",
                "properties": dict.fromkeys(parameters, _TEXT),
                "additionalProperties": False,
            }
            schema["anyOf"] = [{"required": [ground]} for ground in _GROUNDS]
        told = {"description": _BASIS} if issubclass(kind, Provision | Rules) else {}
        title = getattr(kind, "title", "")
        return ({"title": title} if title and isinstance(title, str) else {}) | told | schema

    def _value(self, hint: Any) -> Schema:
        if kind := table(hint):
            return titled(hint) | self.ref(kind)
        if each := entry(hint, list):
            listed = {"type": "array", "items": self.ref(each)} | limits(hint, "Items")
            return titled(hint) | listed
        if each := entry(hint, dict):
            counted = limits(hint, "Properties")
            return {"type": "object", "additionalProperties": self.ref(each)} | counted
        return leaf(hint)

    def _name(self, kind: type[Struct]) -> str:
        area = kind.__module__.split(".")[-2]
        short = f"{area}.{kind.__name__}"
        return short if short not in self.definitions else f"{kind.__module__}.{kind.__name__}"


_GROUNDS = ("clause", "choices")
_TEXT = {"type": "string", "minLength": 1}


def _open(kind: type[Struct], name: str) -> bool:
    """Whether a parameter may be left out with a note in `choices`."""
    return issubclass(kind, Provision) and nullable(kind, name)
