"""On the first day that a tenant has, only a period that begins on it is opened."""

from datetime import date

import pytest

from taizhang.commands.obligation import Every
from taizhang.domain.obligations.spans import beginning
from taizhang.rules.in_force import RulesInForce


@pytest.mark.parametrize(("day", "keys"), [(date(2016, 3, 1), ["2016-03"]), (date(2016, 3, 2), [])])
def test_the_first_day_opens_what_begins_on_it(day: date, keys: list[str]) -> None:
    found = beginning(lambda _: Every("month"), RulesInForce((), day), None, day)
    assert [span.key for span in found] == keys
