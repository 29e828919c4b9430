"""Over the real dispatcher and PostgreSQL: what two people decide about one list at once."""

import asyncio
from typing import Any

import pytest

from taizhang.dispatch.receipt import Receipt
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradesConfirmed
from taizhang.domain.grades.events import GradesDrafted
from taizhang.errors import Refused

pytestmark = pytest.mark.anyio


@pytest.mark.rule("S2-15")
async def test_of_two_lists_confirmed_at_once_exactly_one_is(
    live: Any, meetings: Any, codes: Any
) -> None:
    units = [unit.id for unit in live.file.organisations]
    await live.draft(units[:7])
    results = await asyncio.gather(
        *[live.confirm(meeting) for meeting in meetings * 4],
        live.draft(units[-7:]),
        return_exceptions=True,
    )
    history = await live.history()
    [confirmed] = [event for event in history if isinstance(event, GradesConfirmed)]
    until = history.index(confirmed)
    *_, drafted = (e for e in history[:until] if isinstance(e, GradesDrafted))
    assigned = {e.subject: e.grade for e in history if isinstance(e, GradeAssigned)}
    assert assigned == {line.subject: line.grade for line in drafted.lines}
    assert len([e for e in history if isinstance(e, GradeAssigned)]) == 24
    assert set(codes(results)) == {"domain.wrong_state"}
    assert len([r for r in results[:8] if isinstance(r, Receipt)]) == 1


@pytest.mark.rule("S2-15")
async def test_list_that_was_drafted_anew_meanwhile_is_the_one_that_is_judged(live: Any) -> None:
    units = [unit.id for unit in live.file.organisations]
    await live.draft(units[:7])
    overtaken = live.overtaken(lambda: live.draft(units[:8]))
    with pytest.raises(Refused) as refused:
        await overtaken.confirm("k1")
    assert refused.value.code == "grades.over_quota"
    assert not any(isinstance(event, GradesConfirmed) for event in await live.history())


@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-16")
async def test_class_that_changes_meanwhile_is_the_one_that_the_quota_is_taken_on(
    by_class: Any,
) -> None:
    few, many = sorted(map(by_class.of_kind, ("村", "社区")), key=len)
    small = next(unit.kind for unit in by_class.file.organisations if unit.id == few[0])
    await by_class.draft([*few[: len(few) * 3 // 10], *many[: len(many) * 3 // 10]])
    moved = {"cycle": "c", "subject": many[0], "group": small}
    overtaken = by_class.overtaken(lambda: by_class.ask("grades.class_subject", **moved))
    with pytest.raises(Refused) as refused:
        await overtaken.confirm("k1")
    [reason] = refused.value.reasons
    assert (refused.value.code, reason.values["within"]) == ("grades.over_quota", small)
    assert reason.values["base"] == len(few) + 1


@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-16")
async def test_class_and_list_at_once_end_in_one_order_or_the_other(
    by_class: Any, codes: Any
) -> None:
    few, many = sorted(map(by_class.of_kind, ("村", "社区")), key=len)
    small = next(unit.kind for unit in by_class.file.organisations if unit.id == few[0])
    await by_class.draft([*few[: len(few) * 3 // 10], *many[: len(many) * 3 // 10]])
    moved = {"cycle": "c", "subject": many[0], "group": small}
    results = await asyncio.gather(
        by_class.confirm("k1"),
        by_class.ask("grades.class_subject", **moved),
        return_exceptions=True,
    )
    # Confirmed first: the class is closed. Classed first: the list is over quota.
    assert codes(list(results)) in (["domain.wrong_state"], ["grades.over_quota"])
