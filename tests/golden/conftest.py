"""Golden payloads: bodies of events as some release wrote them, kept for good.

One file an area, below `events/`: by event name and schema version the exact bytes (MessagePack,
in hex) and what is written in them. `pytest tests/golden --write-golden` adds what is missing and
never changes what is there.
"""

import functools
import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import pytest
from msgspec import inspect

from taizhang.app import installed
from taizhang.audit.opening import opened, with_keys
from taizhang.events.catalogue import Catalogue, body_of
from taizhang.events.event import Event
from taizhang.events.sealing import has_personal, people_in, sealed

TENANT = UUID(int=1)
KEY = bytes(range(32))
"""The key of everybody whose personal fields are in a golden payload."""


class Golden(NamedTuple):
    """One payload. `told` is as its file has it."""

    name: str
    version: int
    told: dict[str, Any]

    @property
    def data(self) -> bytes:
        """The bytes as they were written."""
        return bytes.fromhex("".join(self.told["bytes"]))

    def reads_as(self, today: int) -> Any:
        """What a release whose version is `today` should read; None if that is not stated."""
        same = self.version == today
        return self.told["written"] if same else self.told.get("reads", {}).get(str(today))


class Goldens:
    """The payloads of a folder, for these event types."""

    def __init__(self, folder: Path, kinds: Iterable[type[Event]]) -> None:
        self.folder = folder
        self.kinds = {kind.event_name: kind for kind in kinds}
        self.catalogue = Catalogue(self.kinds.values())

    def all(self) -> list[Golden]:
        """Every payload that is there."""
        return [
            Golden(name, int(version), told)
            for path in sorted(self.folder.glob("*.json"))
            for name, versions in json.loads(path.read_text("utf-8")).items()
            for version, told in versions.items()
        ]

    def missing(self) -> list[tuple[str, int]]:
        """Every name and version of today's events that has no payload."""
        held = {(golden.name, golden.version) for golden in self.all()}
        wanted = (
            (n, v) for n, kind in self.kinds.items() for v in range(1, kind.event_version + 1)
        )
        return [each for each in wanted if each not in held]

    def strange(self) -> list[tuple[str, int]]:
        """Every payload that no event type of today reads."""
        known = {name: kind.event_version for name, kind in self.kinds.items()}
        return [(g.name, g.version) for g in self.all() if g.version > known.get(g.name, 0)]

    def read(self, golden: Golden) -> Any:
        """What today's release makes of a payload."""
        return self.catalogue.read(golden.name, golden.version, golden.data)

    def add(self) -> None:
        """Add a payload for each version of today that has none, and each reading not stated."""
        for name, version in self.missing():
            if version == self.kinds[name].event_version:
                self._put(Golden(name, version, _told(self.kinds[name])))
        for golden in self.all():
            today = self.kinds[golden.name].event_version if golden.name in self.kinds else 0
            if golden.version < today and golden.reads_as(today) is None:
                reads = golden.told.get("reads", {}) | {
                    str(today): msgspec.to_builtins(self.read(golden))
                }
                self._put(golden._replace(told=golden.told | {"reads": reads}))

    def _put(self, golden: Golden) -> None:
        path = self.folder / f"{golden.name.split('.')[0]}.json"
        held = json.loads(path.read_text("utf-8")) if path.exists() else {}
        held.setdefault(golden.name, {})[str(golden.version)] = golden.told
        path.write_text(json.dumps(held, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _told(kind: type[Event]) -> dict[str, Any]:
    event = _sample(inspect.type_info(kind), kind.event_name)
    keys = dict.fromkeys(people_in(event), KEY)
    secret = has_personal(kind)
    data = bytes(body_of(sealed(event, kind.event_name, TENANT, keys) if secret else event))
    written = msgspec.to_builtins(msgspec.msgpack.decode(data))
    lines = [data.hex()[at : at + 80] for at in range(0, len(data.hex()), 80)]
    told = {"bytes": lines, "written": written}
    if not secret:
        return told
    reveal = with_keys(keys, TENANT, kind.event_name)
    return told | {"opened": opened(written, kind, reveal)}


def _sample(kind: inspect.Type, name: str) -> Any:
    """An invented value of a type, the same on every run. Extend it where a type is new."""
    match kind:
        case inspect.StructType(cls=cls, fields=fields):
            return cls(**{field.name: _sample(field.type, field.name) for field in fields})
        case inspect.Metadata(type=inner):
            return _sample(inner, name)
        case inspect.UnionType(types=types):
            return _sample(next(t for t in types if not isinstance(t, inspect.NoneType)), name)
        case inspect.ListType(item_type=item):
            return [_sample(item, name), _sample(item, name)]
        case inspect.VarTupleType(item_type=item):
            return (_sample(item, name), _sample(item, name))
        case inspect.EnumType(cls=cls):
            return next(iter(cls))
        case inspect.DictType(key_type=key, value_type=value):
            return {_sample(key, f"{name}-key"): _sample(value, name)}
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.StrType(pattern=pattern):
            return _text(pattern, name)
    return _PLAIN[type(kind)]


_PLAIN: dict[type[inspect.Type], Any] = {
    inspect.IntType: 7,
    inspect.BoolType: True,
    inspect.FloatType: 0.25,
    inspect.DecimalType: Decimal("1234.50"),
    inspect.DateType: date(2015, 12, 20),
    inspect.DateTimeType: datetime(2015, 12, 20, 1, 2, 3, 4, tzinfo=UTC),
    inspect.UUIDType: UUID(int=7),
    inspect.BytesType: b"\x00\xff",
    inspect.AnyType: {"示例": [1, "二", None, True]},
}
_TEXTS = ("{name}-示例", "{name}-example", "0123456789abcdef" * 4)


def _text(pattern: str | None, name: str) -> str:
    texts = (text.format(name=name) for text in _TEXTS)
    return next(text for text in texts if pattern is None or re.search(pattern, text))


@functools.cache
def _golden_events() -> Goldens:
    schemes, _ = installed()
    return Goldens(Path(__file__).parent / "events", schemes.events)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="add missing golden payloads")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "golden" not in metafunc.fixturenames:
        return
    goldens = _golden_events()
    if metafunc.config.getoption("write_golden", False):
        goldens.add()
    strange = goldens.strange()  # a test of its own tells those
    found = [g for g in goldens.all() if (g.name, g.version) not in strange]
    metafunc.parametrize("golden", found, ids=[f"{g.name} v{g.version}" for g in found])


@pytest.fixture(scope="session")
def goldens() -> Goldens:
    """The payloads of all installed events."""
    return _golden_events()
