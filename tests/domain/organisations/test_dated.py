"""What held on a day, however it was told."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.organisations.dated import Dated

days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


def test_nothing_held_before_the_first_day() -> None:
    assert Dated[str]().then(date(2015, 3, 1), "村").on(date(2015, 2, 28)) is None


def test_value_holds_from_its_first_day() -> None:
    assert Dated[str]().then(date(2015, 3, 1), "村").on(date(2015, 3, 1)) == "村"


def test_later_word_on_the_same_day_holds() -> None:
    day = date(2015, 3, 1)
    assert Dated[str]().then(day, "村").then(day, "社区").on(day) == "社区"


@given(st.dictionaries(days, st.integers(), min_size=1))
def test_order_of_telling_does_not_matter(told: dict[date, int]) -> None:
    forwards, backwards = Dated[int](), Dated[int]()
    for day in sorted(told):
        forwards = forwards.then(day, told[day])
    for day in sorted(told, reverse=True):
        backwards = backwards.then(day, told[day])
    assert forwards == backwards


@given(st.dictionaries(days, st.integers(), min_size=1), days)
def test_the_nearest_day_before_decides(told: dict[date, int], day: date) -> None:
    held = Dated[int]()
    for since, value in told.items():
        held = held.then(since, value)
    before = [since for since in told if since < day + timedelta(days=1)]
    assert held.on(day) == (told[max(before)] if before else None)
