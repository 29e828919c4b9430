"""The bytes around a body, as each format has them: the entry of an event, the record of a command.

`formats.json` is added to by hand where a format is new, and never changed.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from taizhang.audit.opening import opened, with_keys
from taizhang.dispatch.record import CommandRecord, read_record
from taizhang.domain.organisations.commands import RegisterPerson
from taizhang.log import entry

from .conftest import KEY, TENANT

HELD = json.loads((Path(__file__).parent / "formats.json").read_text("utf-8"))
ENTRIES, COMMANDS = HELD["entry"], HELD["command"]


def data(told: dict[str, Any]) -> bytes:
    return bytes.fromhex("".join(told["bytes"]))


def test_every_format_of_an_entry_has_golden_bytes() -> None:
    assert set(ENTRIES) == {str(version) for version in range(1, entry.FORMAT + 1)}


@pytest.mark.parametrize("told", ENTRIES.values(), ids=ENTRIES)
def test_entry_reads_as_stated(told: dict[str, Any]) -> None:
    e = entry.decode(data(told))
    fields = {name: getattr(e, name) for name in e.__struct_fields__}
    plain = fields | {"body": msgspec.msgpack.decode(bytes(e.body))}
    assert msgspec.to_builtins(plain) == told["written"]


def test_todays_entry_is_written_with_the_same_bytes() -> None:
    told = ENTRIES[str(entry.FORMAT)]
    assert entry.encode(entry.decode(data(told))).hex() == data(told).hex()


@pytest.mark.parametrize("told", ENTRIES.values(), ids=ENTRIES)
def test_leaf_is_the_one_of_then(told: dict[str, Any]) -> None:
    at = datetime.fromisoformat(told["recorded_at"])
    assert entry.leaf(told["position"], at, data(told)).hex() == told["leaf"]


def test_every_format_of_a_command_record_has_golden_bytes() -> None:
    today = msgspec.structs.fields(CommandRecord)[0]
    assert (today.name, today.default) == ("format", len(COMMANDS))
    assert set(COMMANDS) == {str(version) for version in range(1, len(COMMANDS) + 1)}


@pytest.mark.parametrize("told", COMMANDS.values(), ids=COMMANDS)
def test_command_record_reads_as_stated(told: dict[str, Any]) -> None:
    assert msgspec.to_builtins(read_record(data(told))) == told["written"]


@pytest.mark.parametrize("told", COMMANDS.values(), ids=COMMANDS)
def test_command_opens_to_what_was_asked(told: dict[str, Any]) -> None:
    record = read_record(data(told))
    reveal = with_keys({"person-example": KEY}, TENANT, record.name, certain=True)
    body = opened(record.body, RegisterPerson, reveal)
    assert body == told["opened"]
    msgspec.convert(body, RegisterPerson)
