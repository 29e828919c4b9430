"""Written opinions and suggestions are gathered, and nobody's name with them."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.cycles.events import SubjectSucceeded, SubjectWithdrawn
from taizhang.domain.meetings.events import MeetingConcluded
from taizhang.domain.meetings.floor_events import OpinionSubmitted
from taizhang.domain.meetings.floor_rows import FloorOpinion
from taizhang.domain.meetings.opinions import SubmitOpinion
from taizhang.events.event import Event

COMMAND = SubmitOpinion(
    meeting="m", opinion="o1", organisation="jingui", kind="suggestion", text="多开村民会。"
)


@pytest.mark.rule("S0-11")
def test_suggestion_about_a_unit_is_kept(town: Any) -> None:
    assert town.do(COMMAND, "teller") == [
        OpinionSubmitted(
            meeting="m",
            cycle="c",
            opinion="o1",
            organisation="jingui",
            kind="suggestion",
            text="多开村民会。",
        )
    ]
    assert town.folded(FloorOpinion)["m", "o1"].text == "多开村民会。"


@pytest.mark.rule("S0-11")
def test_opinion_about_no_unit_in_particular_is_kept(town: Any) -> None:
    assert town.do(replace(COMMAND, organisation=None, kind="opinion"))[0].organisation is None


@pytest.mark.rule("S0-11")
def test_opinion_has_no_field_for_who_wrote_it() -> None:
    known = {"meeting", "cycle", "opinion", "organisation", "kind", "text"}
    assert set(OpinionSubmitted.__struct_fields__) == known


def test_unit_that_is_not_assessed_is_refused(town: Any) -> None:
    reason = town.refusal(replace(COMMAND, organisation="liuxi"))
    assert reason.refusal.code == "domain.not_assessed"
    assert reason.values == {"subject": "liuxi", "name": "柳溪村", "cycle": "c"}


@pytest.mark.parametrize(
    "off",
    [
        SubjectWithdrawn(cycle="c", subject="jingui", reason="书记空缺", done=[]),
        SubjectSucceeded(
            cycle="c",
            organisation="jingui",
            successor="shiqiao",
            joined=True,
            done=[],
            since=date(2015, 12, 1),
            document="县民发〔2015〕1号",
        ),
    ],
    ids=["withdrawn", "succeeded"],
)
def test_unit_that_is_off_the_list_is_assessed_no_more(town: Any, off: Event) -> None:
    town.given(off)
    reason = town.refusal(COMMAND)
    assert (reason.refusal.code, reason.values["name"]) == ("domain.not_assessed", "金桂村")
    assert town.do(replace(COMMAND, organisation="shiqiao"))


def test_withdrawal_from_another_cycle_does_not_count(town: Any) -> None:
    town.assessing("jingui", cycle="c2014")
    town.given(SubjectWithdrawn(cycle="c2014", subject="jingui", reason="书记空缺", done=[]))
    assert town.do(COMMAND)


def test_form_has_a_number_of_its_own(town: Any) -> None:
    town.do(COMMAND)
    assert town.refusal(COMMAND).values == {"kind": "意见建议", "id": "o1"}


def test_forms_may_be_typed_when_the_meeting_is_over(town: Any) -> None:
    town.given(MeetingConcluded(meeting="m", cycle="c", present=80))
    assert town.do(COMMAND)


def test_two_forms_do_not_wait_for_each_other(town: Any, boundary: Any, selected: Any) -> None:
    [other] = town.do(replace(COMMAND, opinion="o2"))
    assert not selected(boundary(COMMAND), other)
