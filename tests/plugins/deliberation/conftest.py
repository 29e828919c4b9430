"""三堂街镇, and a matter of 金桂村 that is taken through its steps."""

import copy
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.commands.context import CHINA
from taizhang.core import PostTaken
from taizhang.onboarding.file import TenantFile
from taizhang.testing import Town
from taizhang_plugins.deliberation.asking import RecordStep
from taizhang_plugins.deliberation.disclosing import Disclose, EndDisclosure
from taizhang_plugins.deliberation.opening import OpenMatter

UNIT, MATTER = "jingui", "m-1"
OF: dict[str, Any] = {"matter": MATTER, "organisation": UNIT}
SITTINGS: dict[str, dict[str, Any]] = {
    "党支部提议": {"whole": 5, "present": 5, "votes_for": 5},
    "“两委”商议": {"whole": 9, "present": 8, "votes_for": 7, "against": 1},
    "党员大会审议": {"whole": 30, "present": 24, "votes_for": 20, "abstain": 4},
    "村民决议": {"body": "村民代表大会", "whole": 45, "present": 36, "votes_for": 30},
}


class Story:
    """A matter of one village, a step a day; each sitting was announced ten days before."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def move_to(self, day: date) -> None:
        """It is another day."""
        self.town.now = datetime.combine(day, time(9), CHINA)

    def later(self, days: int = 1) -> None:
        """Some days pass."""
        self.move_to(self.town.today + timedelta(days=days))

    def open(self, kind: str = "公益事业", matter: str = MATTER) -> list[Any]:
        """The matter is entered."""
        ask = OpenMatter(matter=matter, organisation=UNIT, title="硬化村道", kind=kind)
        return self.town.do(ask)

    def sitting(self, step: str, **changes: Any) -> RecordStep:
        """What is asked for a step, as the story has it unless it says otherwise."""
        told = {"notice_on": self.town.today - timedelta(days=10), "minutes": "照会议记录"}
        return RecordStep(**(OF | {"step": step} | told | SITTINGS.get(step, {}) | changes))

    def disclosure(self, step: str = "公开决议") -> Disclose:
        return Disclose(**OF, step=step, places=["村务公开栏"])

    def end(self, step: str = "公开决议") -> EndDisclosure:
        return EndDisclosure(**OF, step=step)

    def through(self, last: str) -> list[Any]:
        """All steps up to this one are taken, each on a day of its own; what it recorded."""
        steps = [*SITTINGS, "公开决议", "公开实施结果"]
        recorded: list[Any] = []
        for step in steps[: steps.index(last) + 1]:
            self.later()
            if step in SITTINGS:
                recorded = self.town.do(self.sitting(step))
            else:
                recorded = self.town.do(self.disclosure(step))
                self.later(16)
                self.town.do(self.end(step))
        return recorded

    def refused(self, command: Any, actor: str = "clerk") -> Any:
        """The first reason; code, values and clause are looked at by the test."""
        return self.town.refusal(command, actor)

    def code(self, command: Any, actor: str = "clerk") -> str:
        """The code of the first reason."""
        return self.town.code_of(command, actor)

    def hold(self, person: str, *posts: str, since: date = date(2014, 1, 1)) -> None:
        """Somebody takes posts in the village."""
        for post in posts:
            taken = PostTaken(person=person, organisation=UNIT, post=post, since=since)
            self.town.given(taken)

    def adopt(self, change: Callable[[dict[str, Any]], None]) -> None:
        """The tenant adopts its section on deliberation anew, changed."""
        adopted = self.town.authority.adoptions[-1].event
        section = copy.deepcopy(adopted.sections["deliberation"])
        change(section)
        self.town.given(replace(adopted, sections=adopted.sections | {"deliberation": section}))


@pytest.fixture(scope="session")
def deliberating(files: dict[str, TenantFile]) -> list[TenantFile]:
    """The files of the three tenants that deliberate."""
    return [files[slug] for slug in ("santangjie", "hunan-town", "dongfang")]


@pytest.fixture
def story(source_town: Callable[[str], Town]) -> Story:
    """三堂街镇 with nothing proposed yet."""
    return Story(source_town("santangjie"))


@pytest.fixture
def opened(story: Story) -> Story:
    """The matter is entered."""
    story.open()
    return story


@pytest.fixture
def resolved(opened: Story) -> Story:
    """The villagers' representatives have resolved it."""
    opened.through("村民决议")
    return opened


@pytest.fixture
def story_of(source_town: Callable[[str], Town]) -> Callable[[str], Story]:
    """The story of another tenant's town."""
    return lambda slug: Story(source_town(slug))


@pytest.fixture
def story_class() -> type[Story]:
    """Makes the story of any town."""
    return Story
