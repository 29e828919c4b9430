"""Each parameter rests on the clause, or on a choice that says so; nothing is made up."""

from typing import Any, ClassVar

import msgspec
import pytest

from taizhang.app import installed
from taizhang.rules.in_force import read
from taizhang.rules.provision import Provision, Rules


class Limit(Provision, frozen=True):
    most: int
    counting: str


class SpeechRules(Rules, frozen=True):
    section: ClassVar[str] = "speech"
    limit: Limit


def limit(**fields: Any) -> Limit:
    return read(SpeechRules, {"limit": {"most": 3500, "counting": "all"} | fields}).limit


def test_parameter_that_the_document_states_rests_on_its_clause() -> None:
    assert limit(clause="控制在3500字以内").basis("most") == "控制在3500字以内"


def test_chosen_parameter_says_that_it_was_a_choice() -> None:
    chosen = limit(clause="控制在3500字以内", choices={"counting": "文件未规定如何计字"})
    assert chosen.basis("counting") == "本单位的选择：文件未规定如何计字"
    assert chosen.basis("most") == "控制在3500字以内"


def test_parameter_without_either_rests_on_nothing() -> None:
    assert limit().basis("most") is None


@pytest.mark.parametrize(
    "fields", [{"most": "viele"}, {"most": None}, {"mots": 1}, {"choices": {"counting": 1}}]
)
def test_what_does_not_fit_is_not_read(fields: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        limit(**fields)


def test_what_a_document_is_silent_on_has_no_default() -> None:
    with pytest.raises(msgspec.ValidationError, match="counting"):
        read(SpeechRules, {"limit": {"most": 3500}})


def test_every_installed_scheme_keeps_a_section_of_its_own() -> None:
    schemes, _ = installed()
    sections = [rules.section for scheme in schemes.all for rules in scheme.rules]
    assert len(set(sections)) == len(sections) == len(schemes.rules)
