"""National texts: the version of a day, what it asks, and what a tenant may not loosen."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.rules.profiles import BASES, Base, Bound, NationalText, Profile, Share, loosened
from taizhang.rules.texts import BRANCH_REGULATIONS, VILLAGERS_LAW

TEXTS = (VILLAGERS_LAW, BRANCH_REGULATIONS)
DAY = timedelta(days=1)
shares = st.builds(
    Share, st.sampled_from(["0", "1/3", "1/2", "2/3", "1"]), st.sampled_from(BASES), st.booleans()
)


def profile(since: date, **fields: Any) -> Profile:
    told: dict[str, Any] = {"title": "某法", "verified": True, "articles": {"第一条": "满三天。"}}
    return Profile(version=str(since), effective_from=since, **(told | fields))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_every_bound_and_list_rests_on_an_article_of_its_version(text: NationalText) -> None:
    for version in text.versions:
        for name, bound in version.bounds.items():
            assert version.articles[bound.article], name
        for items in version.lists.values():
            assert all(
                any(item in words for words in version.articles.values()) for item in items.values()
            )


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_a_version_holds_from_its_day_until_the_next(text: NationalText) -> None:
    first = text.versions[0]
    assert text.in_force(first.effective_from - DAY) is None
    for one, other in zip(text.versions, text.versions[1:], strict=False):
        assert text.in_force(other.effective_from - DAY) is one
        assert text.in_force(other.effective_from) is other
    assert text.in_force(date(2100, 1, 1)) is text.versions[-1]


@pytest.mark.rule("S0-23")
@pytest.mark.parametrize(
    ("day", "version", "verified"),
    [
        (date(2010, 10, 27), None, None),
        (date(2010, 10, 28), "2010-10-28 修订", True),
        (date(2018, 12, 29), "2018-12-29 修正", True),
        (date(2025, 12, 31), "2018-12-29 修正", True),
        (date(2026, 1, 1), "2025-10-28 修正，2026-01-01 起施行", False),
    ],
)
def test_the_versions_of_the_villagers_law(
    day: date, version: str | None, verified: bool | None
) -> None:
    found = VILLAGERS_LAW.in_force(day)
    assert (found and found.version) == version
    assert (found and found.verified) == verified


@pytest.mark.rule("S0-23")
def test_what_villagers_must_decide_is_nine_items_and_then_six() -> None:
    assert [len(each.lists["villagers"]) for each in VILLAGERS_LAW.versions] == [9, 9, 6]


@pytest.mark.rule("S0-23")
@pytest.mark.parametrize(
    ("bound", "share"),
    [
        ("assembly.attendance", Share("1/2", "全体", True)),
        ("assembly_by_household.attendance", Share("2/3", "全体", False)),
        ("representatives.attendance", Share("2/3", "全体", False)),
        ("representatives.majority", Share("1/2", "实到", True)),
    ],
)
def test_no_version_changed_the_numbers_of_the_two_bodies(bound: str, share: Share) -> None:
    assert {each.bounds[bound].share for each in VILLAGERS_LAW.versions} == {share}


def test_versions_stand_in_the_order_of_their_days() -> None:
    early, late = profile(date(2010, 1, 1)), profile(date(2020, 1, 1))
    assert NationalText("某法", (early, late)).in_force(date(2015, 1, 1)) is early
    for wrong in ((late, early), (early, early)):
        with pytest.raises(ValueError, match="order"):
            NationalText("某法", wrong)


def test_an_article_of_an_unverified_version_says_so() -> None:
    sure, unsure = profile(date(2010, 1, 1)), profile(date(2010, 1, 1), verified=False)
    assert sure.quote("第一条") == "《某法》（2010-01-01）第一条：满三天。"
    assert unsure.quote("第一条") == "《某法》（2010-01-01，文本未核实，暂算）第一条：满三天。"


@pytest.mark.parametrize("share", ["", "x", "3/2", "101%", "-1"])
def test_what_is_no_share_is_none(share: str) -> None:
    with pytest.raises(ValueError, match="share"):
        Share(share, "全体", True)


@given(shares, shares, st.integers(1, 40), st.data())
def test_what_covers_a_share_is_never_fewer_heads(
    one: Share, other: Share, whole: int, data: st.DataObject
) -> None:
    due = data.draw(st.integers(1, whole))
    heads: dict[Base, int] = {
        "全体": whole,
        "应到": due,
        "实到": data.draw(st.integers(1, due)),
    }
    needed = [share.threshold.needed(heads[share.base]) for share in (one, other)]
    if one.covers(other):
        assert needed[0] >= needed[1]


@given(shares)
def test_a_share_covers_itself(share: Share) -> None:
    assert share.covers(share)


@pytest.mark.parametrize(("set_to", "fault"), [(2, True), (3, False), (4, False), (None, False)])
def test_fewer_days_than_the_text_is_a_fault_at_its_place(set_to: int | None, fault: bool) -> None:
    text = profile(date(2010, 1, 1), bounds={"notice": Bound("第一条", days=3)})
    found = list(loosened(text, "notice", set_to, ("rules", "x", "notice_days")))
    assert len(found) == fault
    for each in found:
        assert each.path == "rules.x.notice_days"
        assert "第一条：满三天。" in each.expected.zh
        assert each.remedy.zh == "改为不少于 3 天，或者更严"


def test_a_text_that_is_not_in_force_or_silent_loosens_nothing() -> None:
    assert list(loosened(None, "notice", 0, ())) == []
    assert list(loosened(profile(date(2010, 1, 1)), "notice", 0, ())) == []


def test_an_unverified_text_is_not_loosened_either() -> None:
    half = Share("1/2", "实到", True)
    bounds = {"majority": Bound("第一条", half)}
    text = profile(date(2010, 1, 1), verified=False, bounds=bounds)
    looser = Share("1/2", "实到", False)
    [fault] = loosened(text, "majority", looser, ("x",))
    assert fault.remedy.zh == "改为超过实到的 1/2，或者更严"
    assert fault.remedy.en == "set more than 1/2 of those present, or something stricter"
    assert list(loosened(text, "majority", half, ("x",))) == []
