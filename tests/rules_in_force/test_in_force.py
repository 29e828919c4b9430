"""In force is what was adopted and is effective by the day: the latest by date, then by place."""

from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.errors import Refused
from taizhang.rules.events import RulesAdopted
from taizhang.rules.in_force import Adopted, RulesInForce
from taizhang.rules.provision import Provision, Rules

START = date(2015, 1, 1)


class Limit(Provision, frozen=True):
    most: int


class SpeechRules(Rules, frozen=True):
    section: ClassVar[str] = "speech"
    limit: Limit


class PaperRules(Rules, frozen=True):
    section: ClassVar[str] = "paper"
    limit: Limit


def adopted(position: int, days: int, **most: int) -> Adopted:
    event = RulesAdopted(
        document=f"文件{position}",
        number=None,
        issued_on=None,
        effective_from=START + timedelta(days),
        sections={section: {"limit": {"most": number}} for section, number in most.items()},
    )
    return Adopted(position, event)


histories = st.lists(
    st.tuples(
        st.integers(0, 6), st.dictionaries(st.sampled_from(["speech", "paper"]), st.integers())
    ),
    max_size=8,
)


@given(histories, st.integers(-1, 7), st.sampled_from([SpeechRules, PaperRules]))
def test_latest_effective_adoption_that_holds_the_section_counts(
    history: list[tuple[int, dict[str, int]]], day: int, rules: Any
) -> None:
    adoptions = [adopted(n, days, **most) for n, (days, most) in enumerate(history, start=1)]
    expected = None
    for at in range(day + 1):  # day after day, in the order of the log
        for days, most in history:
            if days == at and rules.section in most:
                expected = most[rules.section]
    found = RulesInForce(tuple(adoptions), START + timedelta(day)).find(rules)
    assert (found and found.limit.most) == expected


def test_rule_holds_from_its_first_day() -> None:
    adoptions = (adopted(1, 10, speech=5),)
    assert RulesInForce(adoptions, START + timedelta(9)).find(SpeechRules) is None
    assert RulesInForce(adoptions, START + timedelta(10)).of(SpeechRules).limit.most == 5


def test_later_adoption_does_not_change_an_earlier_day() -> None:
    adoptions = (adopted(1, 0, speech=5), adopted(2, 10, speech=9))
    assert RulesInForce(adoptions, START + timedelta(5)).of(SpeechRules).limit.most == 5


def test_correction_of_the_same_day_replaces_what_was_adopted() -> None:
    adoptions = (adopted(1, 0, speech=5), adopted(2, 0, speech=6))
    assert RulesInForce(adoptions, START).of(SpeechRules).limit.most == 6


def test_document_that_says_nothing_of_a_section_leaves_it_in_force() -> None:
    adoptions = (adopted(1, 0, speech=5), adopted(2, 1, paper=6))
    assert RulesInForce(adoptions, START + timedelta(2)).of(SpeechRules).limit.most == 5


def test_missing_rules_are_refused_with_their_section_and_day() -> None:
    with pytest.raises(Refused) as refused:
        RulesInForce((), START).of(SpeechRules)
    [reason] = refused.value.reasons
    assert reason.refusal.code == "rules.not_adopted"
    assert reason.values == {"section": "speech", "on": "2015-01-01"}


def test_adoption_is_read_once() -> None:
    adoptions = (adopted(1, 0, speech=5),)
    first, second = (RulesInForce(adoptions, START + timedelta(n)) for n in (0, 1))
    assert first.of(SpeechRules) is second.of(SpeechRules)


def test_equal_sections_of_two_adoptions_are_not_mixed_up() -> None:
    one, other = adopted(1, 0, speech=5), adopted(1, 0, speech=7)
    assert RulesInForce((one,), START).of(SpeechRules).limit.most == 5
    assert RulesInForce((other,), START).of(SpeechRules).limit.most == 7
