"""The sheet of a unit: who held which post how long, and what that comes to."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from taizhang.core import SanctionImposed, SanctionLifted
from taizhang_plugins.pay.computing import ComputePay
from taizhang_plugins.pay.drawing import DrawSheet
from taizhang_plugins.pay.events import PopulationRecorded
from taizhang_plugins.pay.prescribing import PrescribePay
from taizhang_plugins.pay.sheet_rows import PaySheet, PersonPay

COMMAND = DrawSheet(year=2012, organisation="v")
FORMULA = "按照上年度农民人均纯收入的1.7倍确定村党支部书记报酬"


@pytest.fixture
def computed(village: Any, income: Any) -> Any:
    """The village, and pay of 2012 on an income of 3000: 5100, 4590 and 3570."""
    village.given(income(2011, "3000"))
    village.do(ComputePay(year=2012), "finance")
    return village


def paid(town: Any) -> dict[str, Decimal]:
    """What each is paid by a new sheet."""
    [drawn] = town.do(COMMAND, "finance")
    return {line.person: line.yuan for line in drawn.lines}


@pytest.mark.rule("S3-02")
def test_each_is_paid_by_the_post_held(computed: Any) -> None:
    assert paid(computed) == {"a": Decimal(5100), "b": Decimal(4590), "c": Decimal(3570)}


@pytest.mark.rule("S3-02")
def test_a_part_of_the_year_is_paid_by_months(computed: Any, left: Any, taken: Any) -> None:
    computed.given(left("b", "村主任", "2012-03-15"), taken("d", "村主任", "2012-03-16"))
    assert paid(computed) == {
        "a": Decimal(5100),
        "b": Decimal(765),  # January and February
        "c": Decimal(3570),
        "d": Decimal(3825),
    }


@pytest.mark.rule("S3-02")
def test_one_in_both_posts_is_paid_as_the_secretary(computed: Any, left: Any, taken: Any) -> None:
    computed.given(left("b", "村主任", "2012-06-30"), taken("a", "村主任", "2012-07-01"))
    assert paid(computed) == {"a": Decimal(5100), "b": Decimal(2295), "c": Decimal(3570)}


@pytest.mark.rule("S3-02")
def test_posts_at_once_of_which_no_rule_speaks_are_refused_with_the_clause(
    computed: Any, taken: Any
) -> None:
    computed.given(taken("b", "村会计", "2012-01-01"))
    reason = computed.refusal(COMMAND, "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.several_posts", "S3-02")
    assert (reason.values["name"], reason.values["posts"]) == (
        "示例村",
        "村主任、其他固定补贴村干部",
    )
    assert reason.clause == "以此为基数按1:0.9:0.7的比例落实村主任和其他固定补贴村干部的报酬"


def test_two_posts_that_are_paid_alike_are_paid_once(computed: Any, taken: Any) -> None:
    computed.given(taken("c", "村妇女主任", "2012-01-01"))
    assert paid(computed)["c"] == Decimal(3570)


def test_a_post_outside_the_table_is_not_paid_by_it(computed: Any, taken: Any) -> None:
    computed.given(taken("d", "护林员", "2012-01-01"))
    assert set(paid(computed)) == {"a", "b", "c"}


@pytest.mark.rule("S3-01")
def test_without_a_table_no_sheet_is_drawn(village: Any) -> None:
    reason = village.refusal(COMMAND, "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.table_missing", "S3-01")
    assert (reason.values["name"], reason.clause) == ("示例村", FORMULA)


@pytest.mark.rule("S3-02")
def test_where_part_of_a_year_was_not_chosen_no_sheet_is_drawn(computed: Any) -> None:
    adopted = computed.authority.adoptions[-1].event
    section = {k: v for k, v in adopted.sections["pay"].items() if k != "tenure"}
    from msgspec.structs import replace

    computed.given(replace(adopted, sections=adopted.sections | {"pay": section}))
    reason = computed.refusal(COMMAND, "finance")
    assert (reason.refusal.code, reason.clause) == ("pay.tenure_not_chosen", FORMULA)


def test_a_unit_without_paid_posts_has_no_sheet(computed: Any) -> None:
    reason = computed.refusal(DrawSheet(year=2012, organisation="xianzhi-1"), "finance")
    assert reason.refusal.code == "pay.nobody"
    assert reason.values["name"] == "示例县直单位一"


def test_a_unit_that_is_not_registered_has_no_sheet(computed: Any) -> None:
    code = computed.code_of(DrawSheet(year=2012, organisation="nowhere"), "finance")
    assert code == "domain.unknown"


def test_the_same_sheet_again_is_refused(computed: Any) -> None:
    computed.do(COMMAND, "finance")
    reason = computed.refusal(COMMAND, "finance")
    assert (reason.refusal.code, reason.refusal.status) == ("pay.sheet_unchanged", 409)
    assert reason.values["revision"] == 1


@pytest.mark.rule("S3-03")
def test_who_has_left_the_sheet_owes_what_it_said_before(computed: Any, left: Any) -> None:
    computed.do(COMMAND, "finance")
    computed.given(left("b", "村主任", "2011-12-31"))
    [again] = computed.do(COMMAND, "finance")
    gone = next(line for line in again.lines if line.person == "b")
    assert (gone.yuan, gone.before, gone.posts) == (Decimal(0), Decimal(4590), [])
    assert computed.folded(PersonPay)[2012, "v", "b"].difference == Decimal(-4590)
    assert computed.folded(PaySheet)[2012, "v"].people == 2


class TestFrozen:
    """Somebody whose pay a sanction keeps from rising, where the tenant chose so."""

    @pytest.fixture
    def sanctioned(self, village: Any, income: Any) -> Any:
        village.given(income(2010, "2000"), income(2011, "3000"))
        village.amend("pay.freeze", bars=["增加报酬"], choices={"bars": "试"})
        return village.given(
            SanctionImposed(
                sanction="s",
                organisation="v",
                unit=None,
                person="a",
                measure="一年内不增加报酬",
                bars=["增加报酬"],
                body="县委",
                number="1",
                decided_on=date(2012, 4, 1),
                since=date(2012, 4, 1),
                until=date(2013, 3, 31),
            )
        )

    def _last_year(self, town: Any) -> None:
        posts = {"村党支部书记": 3400, "村主任": 3060, "其他固定补贴村干部": 2380}
        yuan = {post: Decimal(each) for post, each in posts.items()}
        town.do(PrescribePay(year=2011, yuan=yuan, document="旧标准"), "finance")
        town.do(ComputePay(year=2012), "finance")

    @pytest.mark.rule("S3-03")
    def test_the_months_of_a_freeze_are_paid_as_the_year_before(self, sanctioned: Any) -> None:
        self._last_year(sanctioned)
        [drawn] = sanctioned.do(COMMAND, "finance")
        line = drawn.lines[0]
        assert (line.frozen_months, line.yuan) == (9, Decimal(5100 * 3 + 3400 * 9) / 12)

    @pytest.mark.rule("S3-03")
    def test_a_sanction_on_one_freezes_nobody_else(self, sanctioned: Any) -> None:
        self._last_year(sanctioned)
        [drawn] = sanctioned.do(COMMAND, "finance")
        assert [line.frozen_months for line in drawn.lines] == [9, 0, 0]

    @pytest.mark.rule("S3-03")
    def test_what_was_lifted_freezes_no_longer(self, sanctioned: Any) -> None:
        self._last_year(sanctioned)
        lifted = SanctionLifted(
            sanction="s",
            organisation="v",
            unit=None,
            person="a",
            bars=["增加报酬"],
            reason="已改正",
            body="县委",
            number="2",
            decided_on=date(2012, 7, 31),
        )
        [drawn] = sanctioned.given(lifted).do(COMMAND, "finance")
        assert drawn.lines[0].frozen_months == 3  # April to June: its last day is 30 July

    @pytest.mark.rule("S3-03")
    def test_a_freeze_without_a_year_before_is_refused(self, sanctioned: Any) -> None:
        sanctioned.do(ComputePay(year=2012), "finance")
        reason = sanctioned.refusal(COMMAND, "finance")
        assert reason.refusal.code == "pay.last_year_missing"
        assert reason.clause == "本单位的选择：试"


class TestSizes:
    """Pay differs by the population of the village: exactly at the limit it is the upper band."""

    @pytest.fixture
    def sized(self, village: Any, income: Any) -> Any:
        bands = [
            {"name": "大村", "low": "2000"},
            {"name": "中村", "low": "1000", "below": "2000"},
            {"name": "小村", "below": "1000"},
        ]
        factors = {"大村": "1.2", "中村": "1", "小村": "0.8"}
        choices = {"bands": "试", "factors": "试", "years_back": "试"}
        village.amend("pay.sizes", bands=bands, factors=factors, years_back=1, choices=choices)
        village.given(income(2011, "3000")).do(ComputePay(year=2012), "finance")
        return village

    @pytest.mark.rule("S3-02")
    @pytest.mark.parametrize(
        ("people", "band", "yuan"),
        [
            (999, "小村", "4080"),
            (1000, "中村", "5100"),
            (1999, "中村", "5100"),
            (2000, "大村", "6120"),
        ],
    )
    def test_limits_are_half_open(self, sized: Any, people: int, band: str, yuan: str) -> None:
        counted = PopulationRecorded(organisation="v", year="2011", people=people, source="x")
        [drawn] = sized.given(counted).do(COMMAND, "finance")
        assert (drawn.band, drawn.lines[0].yuan) == (band, Decimal(yuan))

    def test_a_table_that_no_formula_made_has_no_sizes(self, sized: Any) -> None:
        posts = ("村党支部书记", "村主任", "其他固定补贴村干部")
        yuan = dict.fromkeys(posts, Decimal(3000))
        sized.do(PrescribePay(year=2011, yuan=yuan, document="旧标准"), "finance")
        [drawn] = sized.do(DrawSheet(year=2011, organisation="v"), "finance")
        assert (drawn.band, drawn.lines[0].yuan) == ("", Decimal(3000))

    @pytest.mark.rule("S3-02")
    def test_an_unknown_population_is_refused(self, sized: Any) -> None:
        counted = PopulationRecorded(organisation="v", year="2012", people=1500, source="x")
        reason = sized.given(counted).refusal(COMMAND, "finance")
        assert (reason.refusal.code, reason.values["year"]) == ("pay.population_missing", "2011")
        assert (reason.values["name"], reason.clause) == ("示例村", "本单位的选择：试")
