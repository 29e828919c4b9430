"""The Hunan town with its cycle of 2020 opened, and people who take posts there."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.cycles.events import PersonEnrolled
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.organisations.people_events import PersonRegistered, PostTaken

SECRETARY = "村(社区)党组织书记"
DIRECTOR = "村(社区)主任"
OTHER = "村(社区)“两委”成员"
CLAUSE = "本单位的选择：文件写了三类，未写各类对应登记的哪些职务，演示选择这三种职务名称"
OLD = date(2018, 1, 1)


@pytest.fixture
def town(hunan: Any) -> Any:
    hunan.do(OpenCycle(cycle="c", year=2020, title="2020年分析研判"))
    hunan.answer()
    return hunan


def person(town: Any, id: str, *posts: tuple[str, str, date]) -> Any:
    """Somebody registered, with posts taken as the clerk would have entered them."""
    town.given(PersonRegistered(person=id, name="示例"))
    for unit, post, since in posts:
        town.given(PostTaken(person=id, organisation=unit, post=post, since=since))
    return town


def enrolled(events: list[Any]) -> dict[str, tuple[str, str, str]]:
    """Unit, post and class of everybody who was enrolled."""
    return {
        event.person: (event.organisation, event.post, event.group)
        for event in events
        if isinstance(event, PersonEnrolled)
    }
