"""A person with several posts (一肩挑) is enrolled once, in the class of the one that counts."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.domain.cycles.events import PersonEnrolled
from taizhang.domain.cycles.persons import EnrolPersons
from taizhang.domain.cycles.rules import Persons
from taizhang.domain.organisations.posts import CountPerson, TakePost

from .conftest import CLAUSE, DIRECTOR, OLD, OTHER, SECRETARY, enrolled, person

COMMAND = EnrolPersons(cycle="c")


@pytest.mark.rule("S2-16")
def test_person_with_two_posts_is_enrolled_once_where_they_are_counted(town: Any) -> None:
    town.do(
        TakePost(
            person="p-qingshan",
            organisation="qingshan",
            post=DIRECTOR,
            since=date(2019, 1, 1),
            counted=False,
        )
    )
    assert enrolled(town.do(COMMAND))["p-qingshan"] == ("qingshan", SECRETARY, "书记")


@pytest.mark.rule("S2-16")
def test_person_with_two_posts_that_nobody_chose_from_is_refused(town: Any) -> None:
    person(town, "p-1", ("qingshan", DIRECTOR, OLD), ("qingshan", OTHER, OLD))
    reason = town.refusal(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("cycles.counted_where", "S2-16")
    assert reason.values == {"person": "p-1", "posts": f"青山村{DIRECTOR}、青山村{OTHER}"}
    assert reason.clause.startswith(CLAUSE)


@pytest.mark.rule("S2-16")
def test_once_the_post_is_chosen_they_are_enrolled_in_it(town: Any) -> None:
    person(town, "p-1", ("qingshan", DIRECTOR, OLD), ("qingshan", OTHER, OLD))
    chosen = CountPerson(
        person="p-1", organisation="qingshan", post=DIRECTOR, since=date(2020, 1, 1)
    )
    town.do(chosen)
    assert enrolled(town.do(COMMAND))["p-1"] == ("qingshan", DIRECTOR, "主任")


def test_who_is_counted_in_a_post_outside_the_classes_is_told_and_not_enrolled(town: Any) -> None:
    person(town, "p-1", ("qingshan", OTHER, OLD), ("qingshan", "驻村干部", OLD))
    since = date(2020, 1, 1)
    town.do(CountPerson(person="p-1", organisation="qingshan", post="驻村干部", since=since))
    [reason] = town.warnings(COMMAND)
    assert reason.refusal.code == "cycles.counted_elsewhere"
    assert reason.values == {"person": "p-1", "counted": "青山村驻村干部"}
    assert reason.clause == CLAUSE
    assert "p-1" not in enrolled(town.do(COMMAND))


@pytest.mark.rule("S2-16")
def test_who_changed_class_is_enrolled_in_the_new_one(town: Any) -> None:
    town.do(COMMAND)
    town.do(
        TakePost(
            person="p-qingshan",
            organisation="qingshan",
            post=DIRECTOR,
            since=date(2020, 6, 1),
            counted=True,
        )
    )
    assert enrolled(town.do(COMMAND)) == {"p-qingshan": ("qingshan", DIRECTOR, "主任")}


def test_a_post_is_in_one_class_only() -> None:
    with pytest.raises(ValueError, match="two classes"):
        Persons(classes={"书记": ["书记"], "主任": ["书记"]})


posts = st.lists(
    st.tuples(st.sampled_from(["p-1", "p-2", "p-3"]), st.sampled_from([DIRECTOR, OTHER, "杂"])),
    max_size=6,
    unique=True,
)


@pytest.mark.rule("S2-16")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(held=posts, counted=st.lists(st.booleans(), min_size=6, max_size=6))
def test_whoever_holds_what_nobody_is_enrolled_twice(town: Any, held: Any, counted: Any) -> None:
    each = town.copy()
    for id in ("p-1", "p-2", "p-3"):
        person(each, id)
    for (id, post), chosen in zip(held, counted, strict=False):
        each.do(TakePost(person=id, organisation="qingshan", post=post, since=OLD, counted=chosen))
    people = [event.person for event in each.do(COMMAND) if isinstance(event, PersonEnrolled)]
    assert len(set(people)) == len(people)
