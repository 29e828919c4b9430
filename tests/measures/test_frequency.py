"""Units with a label are visited often enough, or the grid shows where not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.frequency import Frequency, Labelled, Square, Visit
from taizhang.measures.periods import periods

ALWAYS = date(2000, 1, 1)
#: 重点村、难点村、后进村每季度至少 1 次 (S4-24).
QUARTERLY = Frequency(["重点村", "难点村", "后进村"], 1, "quarter", parts=True)
YEAR_DAYS = st.dates(date(2011, 1, 1), date(2011, 12, 31))
UNITS = st.sampled_from(["甲村", "乙村", "丙村"])


def shape(squares: tuple[Square, ...]) -> list[tuple[str, str, int, int]]:
    return [(s.unit, s.period.name, s.made, s.lacking) for s in squares]


def test_a_key_village_is_owed_one_visit_each_quarter() -> None:
    visits = [Visit("甲村", date(2011, month, 1)) for month in (1, 3, 7)]
    assert shape(QUARTERLY.grid([Labelled("甲村", "重点村", ALWAYS)], visits, 2011)) == [
        ("甲村", "2011年第1季度", 2, 0),
        ("甲村", "2011年第2季度", 0, 1),
        ("甲村", "2011年第3季度", 1, 0),
        ("甲村", "2011年第4季度", 0, 1),
    ]


def test_a_township_is_owed_four_visits_a_year() -> None:
    four = Frequency(["乡镇"], 4, "year", parts=True)
    visits = [Visit("甲镇", date(2011, 1, 1))] * 3
    labelled = [Labelled("甲镇", "乡镇", ALWAYS)]
    assert shape(four.grid(labelled, visits, 2011)) == [("甲镇", "2011年", 3, 1)]


def test_a_village_with_two_of_the_labels_is_owed_its_visits_once() -> None:
    labelled = [Labelled("甲村", label, ALWAYS) for label in ("重点村", "后进村")]
    assert len(QUARTERLY.grid(labelled, [], 2011)) == 4


def test_other_labels_are_owed_nothing() -> None:
    assert QUARTERLY.grid([Labelled("甲村", "示范村", ALWAYS)], [], 2011) == ()


@pytest.mark.parametrize(("parts", "quarters"), [(True, 3), (False, 2)])
def test_whether_a_part_of_a_period_is_owed_visits_is_a_choice(parts: bool, quarters: int) -> None:
    frequency = Frequency(["后进村"], 1, "quarter", parts)
    labelled = [Labelled("甲村", "后进村", date(2011, 4, 2))]
    assert len(frequency.grid(labelled, [], 2011)) == quarters


def test_spells_that_touch_cover_a_period_together() -> None:
    whole = Frequency(["后进村"], 1, "year", parts=False)
    spells = [
        Labelled("甲村", "后进村", ALWAYS, date(2011, 5, 5)),
        Labelled("甲村", "后进村", date(2011, 5, 6)),
    ]
    assert len(whole.grid(spells, [], 2011)) == 1


@given(st.lists(st.builds(Visit, UNITS, YEAR_DAYS), max_size=30))
def test_every_visit_to_a_labelled_unit_stands_in_exactly_one_square(visits: list[Visit]) -> None:
    labelled = [Labelled("甲村", "重点村", ALWAYS), Labelled("乙村", "后进村", ALWAYS)]
    made = sum(square.made for square in QUARTERLY.grid(labelled, visits, 2011))
    assert made == sum(visit.unit != "丙村" for visit in visits)


@given(since=YEAR_DAYS, until=YEAR_DAYS)
def test_a_quarter_is_owed_exactly_when_it_meets_the_spell(since: date, until: date) -> None:
    since, until = sorted([since, until])
    grid = QUARTERLY.grid([Labelled("甲村", "重点村", since, until)], [], 2011)
    met = [p for p in periods("quarter", 2011) if p.first <= until and since <= p.last]
    assert [square.period for square in grid] == met


@pytest.mark.parametrize(("labels", "least"), [([], 1), (["重点村"], 0)])
def test_a_frequency_that_asks_nothing_is_refused(labels: list[str], least: int) -> None:
    with pytest.raises(ValueError, match="at least 1 visit"):
        Frequency(labels, least, "year", parts=True)
