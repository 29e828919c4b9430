"""新邵县, 2012, and 三堂街镇, 2015, as their files have them; what their tests are made of."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from taizhang.core import OrganisationRegistered, PostLeft, PostTaken
from taizhang.rules.in_force import read
from taizhang.testing import Town
from taizhang_plugins.pay.events import IncomePublished
from taizhang_plugins.pay.rules import PayRules

SECRETARY, DIRECTOR, OTHERS = "村党支部书记", "村主任", "其他固定补贴村干部"
_SECTIONS: dict[str, Any] = {
    "formula": {"income": "net", "multiple": "1.7", "years_back": 1},
    "ratio": {"posts": {SECRETARY: "1", DIRECTOR: "0.9", OTHERS: "0.7"}},
    "display": {"decimals": 2, "rounding": "half_up"},
}


@pytest.fixture
def xinshao(source_town: Callable[[str], Town]) -> Town:
    return source_town("xinshao")


@pytest.fixture
def santangjie(source_town: Callable[[str], Town]) -> Town:
    return source_town("santangjie").grant("finance", "finance")


@pytest.fixture
def village(xinshao: Town) -> Town:
    """A village of three: the secretary, the director and the accountant, since 2010."""
    return xinshao.given(
        OrganisationRegistered(organisation="v", name="示例村", kind="村"),
        *(
            PostTaken(person=person, organisation="v", post=post, since=date(2010, 1, 1))
            for person, post in (("a", SECRETARY), ("b", DIRECTOR), ("c", "村会计"))
        ),
    )


@pytest.fixture(scope="session")
def income() -> Callable[..., IncomePublished]:
    """An income of a year, net unless it says otherwise."""
    return lambda year, yuan, kind="net": IncomePublished(
        year=str(year), kind=kind, yuan=Decimal(yuan), source="统计公报"
    )


@pytest.fixture(scope="session")
def taken() -> Callable[..., PostTaken]:
    """A post of the village that somebody took."""
    return lambda person, post, since: PostTaken(
        person=person, organisation="v", post=post, since=date.fromisoformat(since)
    )


@pytest.fixture(scope="session")
def left() -> Callable[..., PostLeft]:
    """A post of the village that somebody left, with the last day in it."""
    return lambda person, post, until: PostLeft(
        person=person,
        organisation="v",
        post=post,
        until=date.fromisoformat(until),
        reason="调整",
    )


@pytest.fixture(scope="session")
def ruled() -> Callable[..., PayRules]:
    """Rules on pay with other provisions than 1.7 times and 1 : 0.9 : 0.7."""
    return lambda **sections: read(PayRules, _SECTIONS | sections)
