"""Over the real dispatcher and PostgreSQL: a list of persons beside the list of units."""

import asyncio
from typing import Any

import pytest

from taizhang.dispatch.receipt import Receipt
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradesConfirmed
from taizhang.errors import Refused

pytestmark = pytest.mark.anyio


@pytest.fixture
async def secretaries(live: Any) -> list[str]:
    """All 24 secretaries are enrolled and ranked; seven of them may be 优秀."""
    await live.ask("cycles.enrol_persons", cycle="c")
    held = [f"person:{person.id}" for person in live.file.people if "书记" in person.post]
    await live.ask("grades.rank", cycle="c", of="persons", order=[[each] for each in held])
    await draft(live, held, 7)
    return held


async def draft(live: Any, persons: list[str], best: int) -> Receipt:
    lines = [
        {"subject": each, "grade": "优秀" if place < best else "称职", "rationale": "理由"}
        for place, each in enumerate(persons)
    ]
    receipt: Receipt = await live.ask("grades.draft", cycle="c", of="persons", lines=lines)
    return receipt


@pytest.mark.rule("S2-16")
async def test_of_two_lists_of_persons_confirmed_at_once_exactly_one_is(
    live: Any, secretaries: list[str], meetings: Any, codes: Any
) -> None:
    results = await asyncio.gather(
        *[live.confirm(meeting, "persons") for meeting in meetings * 4], return_exceptions=True
    )
    assert codes(results) == ["domain.wrong_state"] * 7
    history = await live.history()
    [confirmed] = [event for event in history if isinstance(event, GradesConfirmed)]
    assert (confirmed.of, confirmed.held) == ("persons", {"优秀": 7, "称职": 17})
    assigned = [event.subject for event in history if isinstance(event, GradeAssigned)]
    assert sorted(assigned) == sorted(secretaries)


@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-16")
async def test_lists_of_units_and_of_persons_do_not_stand_in_each_others_way(
    live: Any, secretaries: list[str]
) -> None:
    await live.draft([])
    results = await asyncio.gather(live.confirm("k1"), live.confirm("k2", "persons"))
    assert all(isinstance(each, Receipt) for each in results)
    history = await live.history()
    confirmed = {e.of: e.meeting for e in history if isinstance(e, GradesConfirmed)}
    assert confirmed == {"units": "k1", "persons": "k2"}


@pytest.mark.rule("S2-16")
async def test_class_of_a_person_that_changes_meanwhile_is_what_the_quota_is_taken_on(
    live: Any, secretaries: list[str]
) -> None:
    moved = {"cycle": "c", "subject": secretaries[-1], "group": "主任"}
    overtaken = live.overtaken(lambda: live.ask("grades.class_subject", **moved))
    with pytest.raises(Refused) as refused:
        await overtaken.confirm("k1", "persons")
    [over, unranked] = refused.value.reasons
    assert (over.refusal.code, over.values["base"]) == ("grades.over_quota", 23)
    assert unranked.refusal.code == "grades.ranking_missing"
    assert not any(isinstance(event, GradesConfirmed) for event in await live.history())


@pytest.mark.rule("S2-16")
async def test_class_of_a_person_and_list_at_once_end_in_one_order_or_the_other(
    live: Any, secretaries: list[str], codes: Any
) -> None:
    moved = {"cycle": "c", "subject": secretaries[-1], "group": "主任"}
    results = await asyncio.gather(
        live.confirm("k1", "persons"),
        live.ask("grades.class_subject", **moved),
        return_exceptions=True,
    )
    # Confirmed first: the class is closed. Classed first: the list is over quota.
    assert codes(list(results)) in (["domain.wrong_state"], ["grades.over_quota"])


@pytest.mark.rule("S2-15")
async def test_meeting_that_is_cancelled_meanwhile_confirms_nothing(live: Any) -> None:
    await live.draft([])
    overtaken = live.overtaken(lambda: live.ask("meetings.cancel", meeting="k1", reason="防汛"))
    with pytest.raises(Refused) as refused:
        await overtaken.confirm("k1")
    assert refused.value.code == "domain.wrong_state"
