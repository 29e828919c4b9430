"""A registered enterprise or social organisation enters the register of 两新组织, and leaves it."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang_plugins.coverage.events import UnitClosed, UnitListed
from taizhang_plugins.coverage.listing import CloseUnit, ListUnit
from taizhang_plugins.coverage.township_rows import TownshipCoverage
from taizhang_plugins.coverage.unit_rows import TwoNewUnit

LIST = ListUnit(organisation="qiye-1", township="xiangzhen-1")
CLOSE = CloseUnit(organisation="qiye-1", reason="停产注销")
CLAUSE = "对非公有制企业和社会组织,选派200多名机关党员干部担任党建工作指导员"


@pytest.mark.rule("S3-26")
def test_unit_is_listed_with_its_township_and_kind(county: Any) -> None:
    assert county.do(LIST) == [
        UnitListed(
            organisation="qiye-1",
            township="xiangzhen-1",
            kind="非公有制企业",
            listed_on=county.today,
        )
    ]
    row = county.folded(TwoNewUnit)["qiye-1",]
    assert (row.township, row.kind, row.listed, row.gap) == (
        "xiangzhen-1",
        "非公有制企业",
        True,
        False,
    )
    assert county.folded(TownshipCoverage)["xiangzhen-1",].units == 1


def test_unit_is_listed_once(listed: Any) -> None:
    reason = listed.refusal(LIST)
    assert (reason.refusal.code, reason.values["id"]) == ("coverage.exists", "示例厂1")


@pytest.mark.rule("S3-26")
def test_unit_of_another_kind_is_refused_with_the_clause(county: Any) -> None:
    reason = county.refusal(ListUnit(organisation="xianzhi-1", township="xiangzhen-1"))
    assert (reason.refusal.code, reason.refusal.rule) == ("coverage.not_of_the_kind", "S3-26")
    assert (reason.values["name"], reason.values["kind"]) == ("示例县直单位一", "县直机关")
    assert reason.clause == CLAUSE


@pytest.mark.rule("S3-26")
def test_place_that_is_no_township_is_refused_with_the_choice(county: Any) -> None:
    reason = county.refusal(ListUnit(organisation="qiye-1", township="xianzhi-1"))
    assert reason.values["what"] == "所在乡镇"
    assert reason.clause == "本单位的选择：文件未写两新组织按什么归口统计，演示选择按所在乡镇"


@pytest.mark.parametrize("ask", [("x", "xiangzhen-1"), ("qiye-1", "x")])
def test_what_the_register_does_not_have_is_refused(county: Any, ask: tuple[str, str]) -> None:
    reason = county.refusal(ListUnit(organisation=ask[0], township=ask[1]))
    assert (reason.refusal.code, reason.values["id"]) == ("domain.unknown", "x")


def test_unit_that_was_dissolved_is_not_listed(county: Any) -> None:
    county.do(gone())
    assert county.code_of(LIST) == "coverage.gone"


def test_closed_unit_leaves_the_register(listed: Any) -> None:
    [closed] = listed.do(CLOSE)
    assert closed == UnitClosed(
        organisation="qiye-1",
        township="xiangzhen-1",
        closed_on=listed.today,
        reason="停产注销",
        targets=[],
        due=None,
    )
    row = listed.folded(TwoNewUnit)["qiye-1",]
    assert (row.listed, row.closed_because) == (False, "停产注销")
    assert listed.folded(TownshipCoverage)["xiangzhen-1",].units == 4
    assert listed.code_of(CLOSE) == "coverage.not_listed"


def test_closed_unit_can_be_listed_again_elsewhere(listed: Any, count: Any) -> None:
    listed.do(count(employees="20"))
    listed.do(CLOSE)
    listed.do(ListUnit(organisation="qiye-1", township="xiangzhen-2"))
    row = listed.folded(TwoNewUnit)["qiye-1",]
    assert (row.listed, row.township, row.employees) == (True, "xiangzhen-2", "20")
    townships = listed.folded(TownshipCoverage)
    assert [townships[f"xiangzhen-{n}",].units for n in (1, 2)] == [4, 5]


def test_unit_that_the_core_dissolves_leaves_by_itself(listed: Any) -> None:
    listed.answer()
    listed.do(gone())
    closed = [event for event in listed.answer() if isinstance(event, UnitClosed)]
    assert [(event.organisation, event.reason) for event in closed] == [
        ("qiye-1", "登记册变更：注销公告")
    ]


def test_dissolution_of_an_unlisted_unit_closes_nothing(county: Any) -> None:
    county.answer()
    county.do(gone())
    assert not any(isinstance(event, UnitClosed) for event in county.answer())


def test_only_a_clerk_lists(county: Any) -> None:
    assert county.code_of(LIST, "unit:xiangzhen-1") == "commands.forbidden"


def gone() -> ReorganiseUnits:
    return ReorganiseUnits(
        change=Reorganisation.DISSOLUTION,
        organisations=["qiye-1"],
        tickets="xiangzhen-1",
        since=date(2012, 9, 12),
        document="注销公告",
    )
