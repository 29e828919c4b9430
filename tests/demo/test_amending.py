"""Whatever fact of the stories were annulled, every row could still be folded."""

from collections.abc import Iterable
from typing import Any

import pytest

from taizhang.projections.row import At, Row

pytestmark = pytest.mark.anyio


def folded(rows: Iterable[type[Row]], history: Iterable[Any]) -> None:
    """Fold everything; raises what a fold raises."""
    known: dict[Any, Any] = {}
    for each in history:
        for row in rows:
            if fold := row.row_folds.get(type(each.event)):
                for key in fold.keys(each.event):
                    name, day = each.event.event_name, each.known.on
                    at = At(key, each.position, each.recorded_at, day, each.known.actor, name)
                    known[row, key] = fold.apply(known.get((row, key)), each.event, at)


def first_of_each_kind(history: Iterable[Any]) -> list[Any]:
    """One fact of every kind that may be annulled."""
    found: dict[Any, Any] = {}
    for each in history:
        if each.event.event_annuls:
            found.setdefault(type(each.event), each)
    return list(found.values())


async def test_rows_fold_without_any_kind_of_fact_that_may_be_annulled(played: Any) -> None:
    rows = played.platform.schemes.rows
    for history in played.logs.values():
        for void in first_of_each_kind(history):
            folded(rows, (each for each in history if each is not void))
