"""Reading: plain data into Structs, going on after a fault so that all of them are told at once."""

import contextlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import fields, replace

from taizhang.onboarding.basis import baseless, open_points
from taizhang.onboarding.fields import bounds, entry, hints, nullable, table
from taizhang.onboarding.kinds import words
from taizhang.rules.fault import Fault, Path, Words, unknown
from taizhang.rules.provision import Contradictory, Provision
from taizhang.rules.unread import UNREAD, Unread

S = TypeVar("S", bound=Struct)

KEY = Words("键", "key")


class Reading:
    """Collects faults while it reads."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def struct(self, kind: type[S], data: object, at: Path) -> S:
        """A Struct from a table, with UNREAD where something in it is wrong; or UNREAD itself."""
        if not isinstance(data, dict):
            wrong: S = self._wrong(kind, data, at)
            return wrong
        unread = dict.fromkeys(self._check_keys(kind, data, at), UNREAD)
        if issubclass(kind, Provision):
            self.faults += baseless(kind, data, at)
            data.update(open_points(kind, data))
        known = hints(kind)
        values = {k: self.value(known[k], v, (*at, k)) for k, v in data.items() if k in known}
        return self._made(kind, unread | values, at)

    def value(self, hint: Any, data: object, at: Path) -> Any:
        """A value of any type; Structs in it are read key by key. UNREAD if it is wrong."""
        if kind := table(hint):
            return self.struct(kind, data, at) if data is not None else None
        if (each := entry(hint, list)) and isinstance(data, list):
            read = [self.struct(each, one, (*at, n)) for n, one in enumerate(data, start=1)]
            return read if _counted(hint, data) else self._wrong(hint, data, at)
        if (each := entry(hint, dict)) and isinstance(data, dict):
            return {key: self.struct(each, one, (*at, key)) for key, one in data.items()}
        try:
            value = msgspec.convert(data, hint)
        except msgspec.ValidationError:
            return self._wrong(hint, data, at)
        return value if _storable(value) else self._wrong(hint, data, at)

    def _check_keys(self, kind: type[Struct], data: dict[str, Any], at: Path) -> Iterator[str]:
        """The keys that are missing."""
        known = hints(kind)
        self.faults += [unknown((*at, k), k, KEY, known) for k in data if k not in known]
        for name in (field.name for field in fields(kind) if field.required):
            # What a provision may leave open is looked at with its basis.
            if name not in data:
                if not (issubclass(kind, Provision) and nullable(kind, name)):
                    self._missing(known[name], (*at, name))
                yield name

    def _missing(self, hint: Any, at: Path) -> None:
        zh, en = words(hint)
        remedy = Words(f"补上 {at[-1]} = {zh}", f"add {at[-1]} = {en}")
        expected = Words(f"缺少“{at[-1]}”", f"{at[-1]!r} is missing")
        self.faults.append(Fault(at, expected, remedy, code="missing"))

    def _wrong(self, hint: Any, data: object, at: Path) -> Any:
        zh, en = words(hint)
        given = _shown(data)
        remedy = Words(f"把 {given} 改成{zh}", f"change {given} to {en}")
        expected = Words(f"须为{zh}", f"{en} is expected")
        self.faults.append(Fault(at, expected, remedy, code="value"))
        return UNREAD

    def _made(self, kind: type[S], values: dict[str, Any], at: Path) -> S:
        unmade: S = UNREAD
        try:
            return kind(**values)
        except Contradictory as error:
            self.faults += [replace(fault, at=(*at, *fault.at)) for fault in error.faults]
            doubted = {str(fault.at[0]): UNREAD for fault in error.faults if fault.at}
            with contextlib.suppress(Contradictory, Unread):
                return kind(**(values | doubted))
        except Unread:
            return unmade  # what is wrong with it was told
        except ValueError as error:  # what a Struct that is no provision demands of its values
            remedy = Words("请检查这张表的各项取值", "look at the values of this table")
            self.faults.append(Fault(at, Words(f"取值不成立（{error}）", str(error)), remedy))
        return unmade


def _counted(hint: Any, data: list[object]) -> bool:
    """Whether a list of tables has as many as its annotations ask for."""
    least, most = bounds(hint)
    return least <= len(data) and (most is None or len(data) <= most)


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
