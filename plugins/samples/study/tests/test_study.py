"""Study meetings are recorded and counted; a report waits for as many as the document asks for."""

from pathlib import Path

import pytest
import taizhang_study
from taizhang_study import RecordStudy, Study, StudyHeld

from taizhang.testing import Town, trial

RULES = Path(__file__).parents[1] / "rules.toml"
ASK = RecordStudy(cycle="2015", organisation="jingui", topic="党章")


@pytest.fixture
def town() -> Town:
    """三堂街镇 with this plugin, its rules adopted."""
    return trial(taizhang_study, RULES)


def test_a_meeting_is_recorded_on_its_day(town: Town) -> None:
    [held] = town.do(ASK)
    assert isinstance(held, StudyHeld)
    assert held.held_on == town.today


def test_meetings_are_counted_by_unit_and_cycle(town: Town) -> None:
    town.do(ASK)
    town.do(RecordStudy(cycle="2015", organisation="jingui", topic="条例"))
    assert town.folded(Study)["2015", "jingui"].topics == ["党章", "条例"]
