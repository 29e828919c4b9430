"""Figures are intervals: what a threshold says of one is what it says of every number in it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang_plugins.coverage.figures import read
from taizhang_plugins.coverage.rules import CoverageRules

written = st.builds(
    lambda number, form: form.format(number),
    st.integers(1, 999).map(lambda n: n * 10),
    st.sampled_from(["{}", "{}多", "近{}", "约{}", "{}左右", "{}以上", "{}名", "{}多名"]),
)


@pytest.fixture
def rules(county: Any) -> CoverageRules:
    found: CoverageRules = county.authority.rules(county.today).of(CoverageRules)
    return found


@pytest.mark.rule("S3-20")
@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(text=written, threshold=st.integers(1, 12_000), step=st.integers(0, 400))
def test_threshold_says_of_a_figure_what_it_says_of_all_its_numbers(
    rules: CoverageRules, text: str, threshold: int, step: int
) -> None:
    figure = read(rules, text, "名")
    number = figure.low + step
    if figure.high is not None:
        number = min(number, figure.high)
    answer = figure.range.at_least(threshold)
    assert answer != "yes" or number >= threshold
    assert answer != "no" or number < threshold
    assert figure.range.holds(number)


def test_nobody_is_zero(rules: CoverageRules) -> None:
    assert [(f.low, f.high) for f in (read(rules, "0"), read(rules, "0人", "人"))] == [(0, 0)] * 2
