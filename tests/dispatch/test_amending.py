"""Amendments over a real log: decisions read them, and wait for them, like what they amend."""

import asyncio
from datetime import date
from typing import Any

import pytest

from taizhang.audit.outcome import Outcome
from taizhang.audit.recompute import recompute
from taizhang.domain.amendments.annulling import AnnulFact
from taizhang.domain.organisations.posts import LeavePost, TakePost
from taizhang.errors import Refused

pytestmark = pytest.mark.anyio
AGAIN = TakePost(person="p-1", organisation="jingui", post="书记", since=date(2015, 1, 1))


async def fact(town: Any) -> int:
    """The position of the only post that was taken."""
    found = await town.platform.log.read_after(town.tenant.id, 0, 1000)
    (position,) = (each.position for each in found if each.type == "organisations.post_taken")
    return int(position)


def annulment(position: int) -> AnnulFact:
    return AnnulFact(fact=position, reason="任职单位记错", evidence="任职文件")


async def test_what_an_annulled_fact_forbade_is_allowed(town: Any) -> None:
    with pytest.raises(Refused) as refused:
        await town.ask(AGAIN)
    assert refused.value.code == "organisations.post_held"
    await town.ask(annulment(await fact(town)))
    assert (await town.ask(AGAIN)).state == "appended"


async def test_a_decision_under_way_is_taken_anew_when_its_ground_is_annulled(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had read the post as held, and would have chosen where its holder is counted."""
    position, append, held = await fact(town), town.platform.log.append, asyncio.Event()

    async def later(tenant: Any, command: Any) -> Any:
        if not held.is_set():
            held.set()
            await town.ask(annulment(position))
        return await append(tenant, command)

    monkeypatch.setattr(town.platform.log, "append", later)
    second = TakePost(
        person="p-1", organisation="changpu", post="委员", since=date(2015, 6, 1), counted=True
    )
    receipt = await town.ask(second)
    assert [each.type for each in receipt.events] == ["organisations.post_taken"]


async def test_two_annulments_of_one_fact_at_once_are_one(town: Any) -> None:
    ask = annulment(await fact(town))
    found = await asyncio.gather(*[town.ask(ask) for _ in range(5)], return_exceptions=True)
    refused = [each for each in found if isinstance(each, Refused)]
    assert (len(found) - len(refused), {each.code for each in refused}) == (
        1,
        {"amendments.annulled"},
    )


async def test_decisions_taken_before_are_still_what_they_were(town: Any) -> None:
    await town.ask(annulment(await fact(town)))
    await town.ask(AGAIN)
    outcome = await recompute(town.platform, town.tenant)
    assert outcome.counts[Outcome.SAME] == sum(outcome.counts.values())


async def test_the_decisions_that_rested_on_an_annulled_fact_are_found(town: Any) -> None:
    position = await fact(town)
    left = LeavePost(
        person="p-1", organisation="jingui", post="书记", until=date(2015, 11, 1), reason="调任"
    )
    await town.ask(left)
    await town.ask(annulment(position))
    found = await recompute(town.platform, town.tenant, amended=True)
    (rested,) = found.differences
    assert rested.name == "organisations.leave_post"
    assert "现不任" in rested.detail
