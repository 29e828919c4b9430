"""The bytes of an entry: written once, read again, bound to their place and time."""

import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from taizhang.events.catalogue import body_of
from taizhang.log.entry import FORMAT, Entry, decode, encode, leaf

names = st.text(max_size=20)
moments = st.datetimes(timezones=st.just(UTC))
ENTRY = Entry(
    format=FORMAT,
    tenant=UUID(int=1),
    type="cycles.opened",
    schema=1,
    tags=["cycle:2015"],
    on=date(2015, 12, 1),
    actor="clerk",
    on_behalf_of=None,
    command_id=UUID(int=2),
    command_hash=bytes(32),
    cause=None,
    keys={},
    body=body_of({"cycle": "2015"}),
)
entries = st.builds(
    Entry,
    format=st.just(FORMAT),
    tenant=st.uuids(),
    type=names,
    schema=st.integers(1, 99),
    tags=st.lists(names),
    on=st.dates(),
    actor=names,
    on_behalf_of=st.none() | names,
    command_id=st.uuids(),
    command_hash=st.binary(min_size=32, max_size=32),
    cause=st.none() | st.integers(1, 2**63 - 1),
    keys=st.dictionaries(names, st.binary(min_size=16, max_size=16)),
    body=st.dictionaries(names, names).map(body_of),
)


def with_bytes(entry: Entry) -> tuple[Any, ...]:
    *fields, body = (getattr(entry, name) for name in entry.__struct_fields__)
    return (*fields, bytes(body))


@given(entries)
def test_entry_is_read_as_it_was_written(entry: Entry) -> None:
    assert with_bytes(decode(encode(entry))) == with_bytes(entry)


@given(entries)
def test_reading_and_writing_again_yields_the_same_bytes(entry: Entry) -> None:
    assert encode(decode(encode(entry))) == encode(entry)


def test_entry_is_an_array_that_begins_with_its_format() -> None:
    plain = msgspec.msgpack.decode(encode(ENTRY))
    assert (plain[0], plain[2], plain[-1]) == (1, "cycles.opened", {"cycle": "2015"})


def test_format_of_the_bytes_stays_the_same() -> None:
    """Worked out by hand after the MessagePack specification: logs of today are read for good."""
    body = b"\x81\xa5cycle\xa42015"
    assert encode(ENTRY) == b"".join(
        (
            b"\x9d",  # an array of 13
            b"\x01",
            b"\xc4\x10" + bytes(15) + b"\x01",  # 16 bytes
            b"\xadcycles.opened",
            b"\x01",
            b"\x91\xaacycle:2015",
            b"\xaa2015-12-01",
            b"\xa5clerk",
            b"\xc0",
            b"\xc4\x10" + bytes(15) + b"\x02",
            b"\xc4\x20" + bytes(32),
            b"\xc0",
            b"\x80",
            body,
        )
    )


@pytest.mark.parametrize("data", [b"", b"\x90", b"\xc0", b"\x9d\x01", b"\xff" * 40])
def test_what_is_no_entry_is_told(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(data)


def test_leaf_is_the_hash_of_prefix_position_time_and_entry() -> None:
    recorded_at = datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC)
    by_hand = b"\x00" + b"\x00" * 7 + b"\x2a" + b"\x00" * 5 + b"\x0f\x42\x45" + b"entry"
    assert leaf(42, recorded_at, b"entry") == hashlib.sha256(by_hand).digest()


def test_time_before_1970_has_a_leaf_too() -> None:
    recorded_at = datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    by_hand = b"\x00" + b"\x00" * 7 + b"\x01" + b"\xff" * 8
    assert leaf(1, recorded_at, b"") == hashlib.sha256(by_hand).digest()


@given(moments, st.integers(-14, 14))
def test_leaf_does_not_depend_on_the_zone_in_which_a_time_is_told(
    moment: datetime, hours: int
) -> None:
    if not 2 <= moment.year <= 9998:
        return
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours)))
    assert leaf(1, elsewhere, b"e") == leaf(1, moment, b"e")


@given(st.integers(1, 2**62), moments.filter(lambda moment: moment.year < 9999))
def test_another_place_or_microsecond_is_another_leaf(position: int, moment: datetime) -> None:
    here = leaf(position, moment, b"e")
    assert leaf(position + 1, moment, b"e") != here
    assert leaf(position, moment + timedelta(microseconds=1), b"e") != here
    assert leaf(position, moment, b"f") != here


@pytest.mark.parametrize("change", [{"actor": "other"}, {"tags": []}, {"keys": {"p": b"k"}}])
def test_any_changed_field_is_another_entry(change: dict[str, Any]) -> None:
    assert encode(replace(ENTRY, **change)) != encode(ENTRY)
