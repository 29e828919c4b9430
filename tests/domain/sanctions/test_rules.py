"""A consequence states its occasion whole."""

from decimal import Decimal
from typing import Any

import pytest

from taizhang.domain.sanctions.rules import Consequence


@pytest.mark.rule("S3-36")
@pytest.mark.parametrize(
    "stated",
    [
        {"on": "grade"},
        {"on": "score"},
        {"on": "overdue", "grades": ["差"]},
        {"on": "overdue", "below": Decimal(70)},
        {"on": "score", "below": Decimal(70), "grades": ["差"]},
    ],
)
def test_occasion_that_is_stated_in_part_is_refused(stated: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="写明"):
        Consequence(target="unit", measure="通报批评", **stated)
