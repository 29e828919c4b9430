"""A person enters the register once, in a unit that exists; the name is nobody else's to read."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from taizhang.domain.organisations.commands import RegisterPerson
from taizhang.domain.organisations.people_events import PersonRegistered, PostTaken
from taizhang.events.tags import tags_of

COMMAND = RegisterPerson(
    person="p-9",
    name="示例壬",
    organisation="jingui",
    post="村主任",
    since=date(2015, 3, 1),
)


def test_person_is_registered_and_takes_the_post(santangjie: Any) -> None:
    assert santangjie.do(COMMAND) == [
        PersonRegistered(person="p-9", name="示例壬"),
        PostTaken(person="p-9", organisation="jingui", post="村主任", since=date(2015, 3, 1)),
    ]


def test_post_belongs_to_the_history_of_person_and_unit(santangjie: Any) -> None:
    _, taken = santangjie.do(COMMAND)
    assert {"person:p-9", "organisation:jingui"} <= set(tags_of(taken))


def test_name_stands_sealed_in_the_log(santangjie: Any) -> None:
    registered, _ = santangjie.do(COMMAND)
    stored = santangjie.stored(registered)
    assert stored.name.startswith("sealed:")
    assert "示例壬" not in repr(stored)


def test_unknown_unit_is_refused(santangjie: Any) -> None:
    reason = santangjie.refusal(replace(COMMAND, organisation="nowhere"))
    assert (reason.refusal.code, reason.refusal.status) == ("domain.unknown", 404)
    assert reason.values == {"kind": "单位", "id": "nowhere"}


def test_identifier_is_given_once(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    reason = santangjie.refusal(replace(COMMAND, name="另一人"))
    assert (reason.refusal.code, reason.values["id"]) == ("domain.taken", "p-9")


def test_two_people_of_one_unit_do_not_wait_for_each_other(
    santangjie: Any, boundary: Any, selected: Any
) -> None:
    theirs = santangjie.do(replace(COMMAND, person="p-10"))
    assert not any(selected(boundary(COMMAND), event) for event in theirs)


def test_only_a_clerk_registers(santangjie: Any) -> None:
    assert santangjie.code_of(COMMAND, "village:jingui") == "commands.forbidden"
