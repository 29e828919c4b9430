"""What cannot be meant by an arrangement is refused when the tenant's file is read."""

from typing import Any

import msgspec
import pytest

from taizhang.domain.publicity.rules import PublicityRules
from taizhang.rules.in_force import read

NOTICE: dict[str, Any] = {
    "act": "notice",
    "matter": "report",
    "required": True,
    "scopes": ["全系党员"],
    "after_meeting": True,
    "days": 5,
    "unit": "days",
    "counts_start": False,
    "moves_on": False,
    "anonymous": True,
}


def test_whole_notice_is_read() -> None:
    rules = read(PublicityRules, {"arrangements": [NOTICE]})
    assert rules.arranged("notice", "report") == rules.arrangements[0]
    assert rules.arranged("disclosure", "report") is None


@pytest.mark.parametrize("lacking", ["days", "unit", "counts_start", "moves_on", "anonymous"])
def test_notice_without_a_whole_period_is_refused(lacking: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=f"缺少“{lacking}”"):
        read(PublicityRules, {"arrangements": [NOTICE | {lacking: None}]})


def test_same_act_on_the_same_matter_is_arranged_once() -> None:
    [fault] = read(PublicityRules, {"arrangements": [NOTICE, NOTICE]}).incoherences({})
    assert fault.at == ("rules", "publicity", "arrangements", 2, "matter")
    assert fault.expected.en == "'notice' of 'report' is arranged twice"


def test_scopes_are_named() -> None:
    with pytest.raises(msgspec.ValidationError):
        read(PublicityRules, {"arrangements": [NOTICE | {"scopes": []}]})
