"""Reading: plain data into Structs, going on after a fault so that all of them are told at once."""

from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from taizhang.onboarding.basis import baseless, open_points
from taizhang.onboarding.fields import hints, item, nullable, table
from taizhang.onboarding.kinds import words
from taizhang.rules.fault import Fault, Path, Words, unknown
from taizhang.rules.provision import Provision

S = TypeVar("S", bound=Struct)

KEY = Words("键", "key")


class Reading:
    """Collects faults while it reads."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def struct(self, kind: type[S], data: object, at: Path) -> S | None:
        """A Struct from a table, or None when anything in it is wrong."""
        if not isinstance(data, dict):
            self._wrong(kind, data, at)
            return None
        before = len(self.faults)
        self._check_keys(kind, data, at)
        if issubclass(kind, Provision):
            self.faults += baseless(kind, data, at)
            data.update(open_points(kind, data))
        known = hints(kind)
        values = {k: self.value(known[k], v, (*at, k)) for k, v in data.items() if k in known}
        return self._made(kind, values, at) if len(self.faults) == before else None

    def value(self, hint: Any, data: object, at: Path) -> Any:
        """A value of any type; Structs in it are read key by key."""
        if kind := table(hint):
            return self.struct(kind, data, at)
        each = item(hint)
        if isinstance(each, type) and issubclass(each, Struct) and isinstance(data, list):
            return [self.struct(each, entry, (*at, n)) for n, entry in enumerate(data, start=1)]
        try:
            value = msgspec.convert(data, hint)
        except msgspec.ValidationError:
            self._wrong(hint, data, at)
            return None
        if not _storable(value):
            self._wrong(hint, data, at)
        return value

    def _check_keys(self, kind: type[Struct], data: dict[str, Any], at: Path) -> None:
        known = hints(kind)
        self.faults += [unknown((*at, k), k, KEY, known) for k in data if k not in known]
        for name in (field.name for field in fields(kind) if field.required):
            # What a provision may leave open is looked at with its basis.
            if name not in data and not (issubclass(kind, Provision) and nullable(kind, name)):
                self._missing(known[name], (*at, name))

    def _missing(self, hint: Any, at: Path) -> None:
        zh, en = words(hint)
        remedy = Words(f"补上 {at[-1]} = {zh}", f"add {at[-1]} = {en}")
        self.faults.append(Fault(at, Words(f"缺少“{at[-1]}”", f"{at[-1]!r} is missing"), remedy))

    def _wrong(self, hint: Any, data: object, at: Path) -> None:
        zh, en = words(hint)
        given = _shown(data)
        remedy = Words(f"把 {given} 改成{zh}", f"change {given} to {en}")
        self.faults.append(Fault(at, Words(f"须为{zh}", f"{en} is expected"), remedy))

    def _made(self, kind: type[S], values: dict[str, Any], at: Path) -> S | None:
        try:
            return kind(**values)
        except ValueError as error:  # what the Struct itself demands of its values
            remedy = Words("请检查这张表的各项取值", "look at the values of this table")
            self.faults.append(Fault(at, Words(f"取值不成立（{error}）", str(error)), remedy))
            return None


def _shown(data: object) -> str:
    """A value about as the file has it, cut short."""
    text = f'"{data}"' if isinstance(data, str) else str(data)
    text = text.lower() if isinstance(data, bool) else text
    return text if len(text) <= 40 else f"{text[:40]}…"


def _storable(value: object) -> bool:
    """Neither the log nor the database holds these, whatever their type allows."""
    match value:
        case dict():
            return all(_storable(each) for pair in value.items() for each in pair)
        case list():
            return all(_storable(each) for each in value)
        case Decimal():
            return value.is_finite()
        case int():
            return abs(value) < 2**63
        case str():
            return "\0" not in value
    return True
