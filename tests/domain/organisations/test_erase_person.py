"""Who is known can be erased, once; what was told of others stays."""

from datetime import date
from typing import Any

from taizhang.domain.organisations.commands import ErasePerson, RegisterPerson
from taizhang.domain.organisations.people_events import PersonErased
from taizhang.domain.organisations.people_rows import Person

COMMAND = ErasePerson(person="p-jingui", reason="本人申请")


def test_person_is_erased_with_the_reason(santangjie: Any) -> None:
    assert santangjie.do(COMMAND) == [PersonErased(person="p-jingui", reason="本人申请")]


def test_unknown_person_is_refused(santangjie: Any) -> None:
    reason = santangjie.refusal(ErasePerson(person="p-0", reason="本人申请"))
    assert (reason.refusal.code, reason.values) == ("domain.unknown", {"kind": "人员", "id": "p-0"})


def test_person_is_erased_once(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    assert santangjie.code_of(COMMAND) == "domain.unknown"


def test_identifier_of_an_erased_person_is_not_given_again(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    again = RegisterPerson(
        person="p-jingui",
        name="另一人",
        organisation="jingui",
        post="村主任",
        since=date(2015, 3, 1),
    )
    assert santangjie.code_of(again) == "domain.taken"


def test_only_a_clerk_erases(santangjie: Any) -> None:
    assert santangjie.code_of(COMMAND, "auditor") == "commands.forbidden"


def test_row_says_that_the_person_was_erased_and_keeps_the_post(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    row = santangjie.folded(Person)["p-jingui",]
    assert (row.erased, row.post, row.name) == (True, "村(社区)支部书记", None)


def test_others_stay(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    rows = santangjie.folded(Person).values()
    assert [row.person for row in rows if row.erased] == ["p-jingui"]
