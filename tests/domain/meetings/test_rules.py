"""The provisions on meetings: what contradicts itself is no rule, and every file states all."""

from typing import Any

import pytest

from taizhang.domain.meetings.presence import AttendanceShare, Attendees
from taizhang.domain.meetings.rules import Agenda, MeetingRules
from taizhang.rules.in_force import read


def test_share_needs_its_base() -> None:
    with pytest.raises(ValueError, match="base"):
        AttendanceShare(share="2/3")


def test_share_of_the_whole_needs_the_whole() -> None:
    with pytest.raises(ValueError, match="needs the whole"):
        AttendanceShare(share="2/3", base="whole", strict=False)


def test_share_is_written_as_one() -> None:
    with pytest.raises(ValueError, match="三成"):
        AttendanceShare(share="三成", base="invited", strict=False)


def test_least_number_is_of_a_category_that_is_invited() -> None:
    with pytest.raises(ValueError, match="记者"):
        Attendees(categories=["群众代表"], least={"记者": 1})


def test_order_names_a_step_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Agenda(order=["debrief", "debrief"], hardness="soft")


def test_order_says_how_hard_it_is() -> None:
    with pytest.raises(ValueError, match="how hard"):
        Agenda(order=["debrief", "ballot"])


@pytest.mark.parametrize(
    "slug", ["dongfang", "hunan-town", "santangjie", "university-dept", "xinshao"]
)
def test_every_source_tenant_states_or_chooses_each_provision(files: Any, slug: str) -> None:
    section = files[slug].rules["meetings"]
    needed = set(MeetingRules.__struct_fields__) - {"kinds"}
    for kind in section.get("kinds", [{}]):
        assert needed <= set(section) | set(kind)


def test_older_adoption_asks_for_nothing_that_it_did_not_know(files: Any) -> None:
    older = ("attendance", "attendees", "comments", "committee")
    section = {name: files["santangjie"].rules["meetings"][name] for name in older}
    rules = read(MeetingRules, section)
    assert (rules.agenda.order, rules.questions.least, rules.attendance_share.share) == (
        None,
        None,
        None,
    )
