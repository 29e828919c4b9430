"""Side by side with the library's recorder in memory: same positions, heads and errors."""

import itertools
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBRecorder,
)
from eventsourcing.dcb.popo import InMemoryDCBRecorder
from eventsourcing.persistence import PersistenceError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.log.recorder import recorder as module
from taizhang.log.recorder.recorder import TenantRecorder

TYPES = st.sampled_from(["a", "b"]) | st.sampled_from(["", "NULL", 'd"\\{,}'])
TAGS = st.sampled_from(["x", "y"]) | st.sampled_from(["村:金龟", 'a"\\{,}()', "NULL", " "])
QUERIES = st.builds(
    DCBQuery,
    st.lists(
        st.builds(
            DCBQueryItem,
            types=st.lists(TYPES, max_size=2),
            tags=st.lists(TAGS | st.just(""), max_size=2),
        ),
        max_size=3,
    ),
)
AFTER = st.none() | st.integers(0, 4) | st.integers(0, 12) | st.sampled_from([-1, 2**31, 2**70])
LIMIT = st.none() | st.integers(-1, 8) | st.sampled_from([2**31, 2**70])
EVENTS = st.lists(
    st.builds(DCBEvent, type=TYPES, data=st.binary(max_size=40), tags=st.lists(TAGS, max_size=4)),
    max_size=6,
)
APPENDS = st.tuples(
    st.just("append"),
    st.fixed_dictionaries(
        {"events": EVENTS, "condition": st.none() | st.builds(DCBAppendCondition, QUERIES, AFTER)}
    ),
)
READS = st.tuples(
    st.just("read"),
    st.fixed_dictionaries({"query": st.none() | QUERIES, "after": AFTER, "limit": LIMIT}),
)


def done(recorder: DCBRecorder, what: str, asked: dict[str, Any]) -> object:
    try:
        answer = getattr(recorder, what)(**asked)
        return answer if what == "append" else (list(answer), answer.head)
    except PersistenceError as error:
        return type(error)


@settings(
    deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(begin=EVENTS, steps=st.lists(APPENDS | READS, min_size=1, max_size=14))
def test_it_answers_as_the_recorder_in_memory_does(
    database: str,
    open_tenant: Callable[[str], UUID],
    serial: "itertools.count[int]",
    begin: list[DCBEvent],
    steps: list[tuple[str, dict[str, Any]]],
) -> None:
    model = InMemoryDCBRecorder()
    with TenantRecorder(database, open_tenant(f"t{next(serial)}")) as recorder:
        for what, asked in [("append", {"events": begin}), *steps, ("read", {})]:
            assert done(recorder, what, asked) == done(model, what, asked), (what, asked)


@pytest.fixture
def serial(monkeypatch: pytest.MonkeyPatch) -> "itertools.count[int]":
    """Numbers for fresh tenants; and pages so small that a read takes several."""
    monkeypatch.setattr(module, "PAGE", 3)
    return itertools.count(1)
