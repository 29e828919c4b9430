"""A gate caps the word of a score, and a veto makes it the lowest."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.bands import Band, Bands
from taizhang.measures.gates import Gate, GatedBands, Judgement

WORDS = ("好", "较好", "一般", "较差")
FOUR = Bands(
    [Band(w, low) for w, low in zip(WORDS, [*map(Decimal, (90, 80, 60)), None], strict=True)]
)
SATISFIED = Gate("群众满意率", Decimal(90), "一般")
RULE = GatedBands(FOUR, [SATISFIED, Gate("党员参与率", Decimal(80), "较好")], ["发生群体性事件"])
scores = st.decimals(0, 100, places=2)
items = st.fixed_dictionaries({"群众满意率": scores, "党员参与率": scores})
facts = st.sampled_from([(), ("发生群体性事件",)])


def judged(score: int, satisfied: int, took_part: int, *facts: str) -> Judgement:
    given = {"群众满意率": Decimal(satisfied), "党员参与率": Decimal(took_part)}
    return RULE.judge(Decimal(score), given, facts)


@pytest.mark.parametrize(
    ("score", "satisfied", "took_part", "word"),
    [(95, 90, 80, "好"), (95, 89, 80, "一般"), (95, 90, 79, "较好"), (95, 89, 79, "一般")],
)
def test_the_strictest_shut_gate_decides(
    score: int, satisfied: int, took_part: int, word: str
) -> None:
    assert judged(score, satisfied, took_part).word == word


def test_a_gate_never_lifts_a_word() -> None:
    assert judged(50, 89, 100).word == "较差"


def test_a_veto_means_the_lowest_word_whatever_the_score() -> None:
    assert judged(100, 100, 100, "发生群体性事件").word == "较差"


def test_a_judgement_shows_what_the_score_alone_would_give_and_what_stood_in_its_way() -> None:
    assert judged(95, 89, 100, "发生群体性事件") == Judgement(
        word="较差", by_score="好", gates=(SATISFIED,), vetoes=("发生群体性事件",)
    )


@given(score=scores, items=items, facts=facts)
def test_no_word_is_better_than_the_score_or_any_shut_gate_allows(
    score: Decimal, items: dict[str, Decimal], facts: tuple[str, ...]
) -> None:
    found = RULE.judge(score, items, facts)
    allowed = [FOUR.of(score), *(g.cap for g in RULE.gates if items[g.item] < g.least)]
    worst = max(map(WORDS.index, allowed))
    assert WORDS.index(found.word) == (3 if facts else worst)


@given(score=scores, items=items, more=st.decimals(0, 100, places=2))
def test_a_better_item_never_worsens_the_word(
    score: Decimal, items: dict[str, Decimal], more: Decimal
) -> None:
    better = {name: value + more for name, value in items.items()}
    before, after = RULE.judge(score, items), RULE.judge(score, better)
    assert WORDS.index(after.word) <= WORDS.index(before.word)


def test_the_items_missing_for_a_gate_are_named() -> None:
    assert RULE.missing({"党员参与率": Decimal(1)}) == ("群众满意率",)


def test_nothing_is_judged_while_an_item_is_missing() -> None:
    with pytest.raises(ValueError, match=r"missing.*群众满意率"):
        RULE.judge(Decimal(95), {"党员参与率": Decimal(1)})


def test_a_fact_that_is_no_veto_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no vetoes.*发生群体事件"):
        judged(95, 95, 95, "发生群体事件")


def test_a_gate_to_a_word_that_no_band_has_is_refused() -> None:
    with pytest.raises(ValueError, match="中 is none of"):
        GatedBands(FOUR, [Gate("群众满意率", Decimal(90), "中")], [])


def test_a_veto_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="once"):
        GatedBands(FOUR, [], ["甲", "甲"])


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_a_gate_compares_finite_numbers_only(number: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        Gate("群众满意率", Decimal(number), "一般")
    with pytest.raises(ValueError, match="finite"):
        RULE.judge(Decimal(1), {"群众满意率": Decimal(number), "党员参与率": Decimal(1)})
