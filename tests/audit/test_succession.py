"""No byte of an entry, and no microsecond, can change without the root changing. Pure."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from taizhang.audit.fault import Fault
from taizhang.audit.place import Place, TagRow
from taizhang.audit.succession import Succession
from taizhang.events.catalogue import Catalogue, body_of
from taizhang.log.entry import FORMAT, Entry, encode
from taizhang.log.model import Known, Recorded

TENANT, COMMAND = UUID(int=1), UUID(int=2)
AT = datetime(2015, 12, 1, tzinfo=UTC)
TAGS = ["x:1", "y"]


def an_entry(n: int) -> bytes:
    return encode(
        Entry(
            format=FORMAT,
            tenant=TENANT,
            type="x.happened",
            schema=1,
            tags=TAGS,
            on=date(2015, 12, 1),
            actor="clerk-1",
            on_behalf_of=None,
            command_id=COMMAND,
            command_hash=hashlib.sha256(b"request").digest(),
            cause=None,
            keys={},
            body=body_of({"n": n, "text": "金桂村"}),
        )
    )


ENTRIES = [an_entry(n) for n in range(1, 4)]


def a_log(entries: Sequence[bytes] = ENTRIES, shift: int = 0) -> list[Place]:
    """Three events of one command; the second is `shift` microseconds off."""
    command = Known(COMMAND, b"mac", b"request", 1, len(entries), AT)
    rows = [TagRow(tag, "x.happened") for tag in TAGS]
    times = [AT, AT + timedelta(microseconds=shift), AT]
    return [
        Place(n, Recorded(n, "x.happened", TAGS, at, e), rows, [command] if n == 1 else [])
        for n, (e, at) in enumerate(zip(entries, times, strict=True), 1)
    ]


def checked(log: Sequence[Place], known: dict[int, str]) -> tuple[list[Fault], str]:
    succession = Succession(TENANT, Catalogue([]), known)
    faults = [fault for place in log for fault in succession.faults(place)]
    return [*faults, *succession.end(len(log))], succession.tree.root().hex()


_, ROOT = checked(a_log(), {})


def test_an_untouched_log_has_no_fault() -> None:
    assert checked(a_log(), {3: ROOT}) == ([], ROOT)


@given(st.integers(0, 2), st.integers(0, len(ENTRIES[0]) - 1), st.integers(1, 255))
def test_any_changed_byte_is_found(event: int, place: int, change: int) -> None:
    entries = [bytearray(data) for data in ENTRIES]
    entries[event][place] ^= change
    faults, root = checked(a_log([bytes(data) for data in entries]), {3: ROOT})
    assert faults
    assert root != ROOT


@given(st.integers(-(10**12), 10**12).filter(bool))
def test_any_shift_in_time_is_found(shift: int) -> None:
    faults, root = checked(a_log(shift=shift), {3: ROOT})
    assert faults
    assert root != ROOT


@given(st.permutations([0, 1, 2]).filter(lambda order: order != [0, 1, 2]))
def test_another_order_is_found(order: list[int]) -> None:
    faults, _ = checked(a_log([ENTRIES[n] for n in order]), {3: ROOT})
    assert faults
