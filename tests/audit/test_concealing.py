"""What nobody knows the meaning of is shown raw, whatever it is, and what is sealed stays so."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from msgspec.msgpack import Ext

from taizhang.audit.concealing import CONCEALED, TOO_DEEP, concealed
from taizhang.audit.summary import summary
from taizhang.events.catalogue import Catalogue, Unknown

CATALOGUE = Catalogue([])
SEALED = "sealed:AAAA"


def read(body: Any) -> Unknown:
    event = CATALOGUE.read("poetry.read", 3, msgspec.msgpack.encode(body))
    assert isinstance(event, Unknown)
    return event


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (None, None),
        (7, 7),
        ("床前", "床前"),
        ([1, [2.5]], [1, [2.5]]),
        ({"at": datetime(2015, 12, 20, tzinfo=UTC)}, {"at": "2015-12-20T00:00:00Z"}),
        ({"seal": b"\0\xff"}, {"seal": "AP8="}),
        ({1: "一", "二": 2}, {1: "一", "二": 2}),
        ({"x": Ext(5, b"x")}, {"x": "(Ext)"}),
    ],
    ids=["nil", "number", "text", "array", "instant", "bytes", "keys", "extension"],
)
def test_any_body_is_shown(body: Any, shown: Any) -> None:
    assert concealed(read(body)) == shown
    assert isinstance(summary(read(body)), str)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (SEALED, CONCEALED),
        ({"name": SEALED}, {"name": CONCEALED}),
        ({"people": [{"name": SEALED}, SEALED]}, {"people": [{"name": CONCEALED}, CONCEALED]}),
    ],
    ids=["alone", "field", "nested"],
)
def test_what_is_sealed_stays_so_at_any_depth(body: Any, shown: Any) -> None:
    assert concealed(read(body)) == shown
    assert SEALED not in summary(read(body))


def test_a_body_that_nests_too_deep_is_said_to() -> None:
    deep: Any = []
    for _ in range(2000):
        deep = [deep]
    assert concealed(Unknown("poetry.read", deep)) == TOO_DEEP
