"""What any release wrote is read for good: every event type, in every version that it ever had."""

import json

import msgspec

from taizhang.audit.opening import opened, with_keys
from taizhang.events.catalogue import body_of
from taizhang.events.sealing import has_personal

from .conftest import KEY, TENANT, Golden, Goldens

ADD = "run `pytest tests/golden --write-golden` and commit what it adds"
KEEP = "keep the event type under its name, and raise its version where its fields change"


def test_every_version_of_every_event_has_a_golden_payload(goldens: Goldens) -> None:
    assert goldens.missing() == [], f"no golden payload: {ADD}"


def test_every_golden_payload_has_an_event_that_reads_it(goldens: Goldens) -> None:
    assert goldens.strange() == [], f"nothing reads these any more: {KEEP}"


def test_payload_holds_what_is_written_beside_it(golden: Golden) -> None:
    assert msgspec.to_builtins(msgspec.msgpack.decode(golden.data)) == golden.told["written"]


def test_payload_reads_as_stated(golden: Golden, goldens: Goldens) -> None:
    today = goldens.kinds[golden.name].event_version
    stated = golden.reads_as(today)
    assert stated is not None, f"how version {today} reads it is not stated: {ADD}"
    read = json.loads(json.dumps(msgspec.to_builtins(goldens.read(golden))))  # tuples are lists
    assert read == stated, KEEP


def test_todays_version_is_written_with_the_same_bytes(golden: Golden, goldens: Goldens) -> None:
    if golden.version < goldens.kinds[golden.name].event_version:
        return  # nobody writes it any more
    event = goldens.read(golden)
    # What has sealed fields is written as plain data, whose names are in order.
    written = msgspec.msgpack.decode(body_of(event)) if has_personal(type(event)) else event
    assert bytes(body_of(written)).hex() == golden.data.hex(), KEEP


def test_sealed_fields_open_with_their_key(golden: Golden, goldens: Goldens) -> None:
    kind = goldens.kinds[golden.name]
    assert has_personal(kind) == ("opened" in golden.told)
    if "opened" in golden.told:
        everybody = dict.fromkeys(_texts(golden.told["written"]), KEY)
        reveal = with_keys(everybody, TENANT, golden.name, certain=True)
        assert opened(golden.told["written"], kind, reveal) == golden.told["opened"]


def _texts(plain: dict[str, object]) -> list[str]:
    return [value for value in plain.values() if isinstance(value, str)]
