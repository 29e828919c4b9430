"""Personal fields are readable with the right key, in their own place, and nowhere else."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from taizhang.events.catalogue import body_of
from taizhang.events.personal import Personal
from taizhang.events.sealing import commitment, has_personal, people_in, sealed, unsealed

TENANT = UUID(int=1)
KIND = "organisations.person_registered"
plain_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
keys = st.binary(min_size=32, max_size=32)


class Person(Struct):
    person: str
    name: Annotated[str | None, Personal("person")]
    post: str = "书记"


class Team(Struct):
    leader: Person
    members: list[Person]
    by_village: dict[str, Person] = {}
    pairs: list[tuple[Person, Person]] = []


def seal_name(name: str | None, key: bytes) -> Any:
    return sealed(Person(person="p", name=name), KIND, TENANT, {"p": key})["name"]


@settings(deadline=None)
@given(plain_text, keys)
def test_what_was_sealed_is_read_again_with_its_key(name: str, key: bytes) -> None:
    assert unsealed(seal_name(name, key), key, TENANT, KIND, "name") == name


@settings(deadline=None)
@given(plain_text, keys, keys.filter(any))
def test_nothing_is_read_with_another_key_or_in_another_place(
    name: str, key: bytes, change: bytes
) -> None:
    text = seal_name(name, key)
    other = bytes(a ^ b for a, b in zip(key, change, strict=True))
    assert unsealed(text, other, TENANT, KIND, "name") is None
    assert unsealed(text, key, UUID(int=2), KIND, "name") is None
    assert unsealed(text, key, TENANT, KIND + "x", "name") is None
    assert unsealed(text, key, TENANT, KIND, "post") is None


def test_nothing_is_read_when_the_key_is_gone() -> None:
    assert unsealed(seal_name("示例甲", bytes(32)), None, TENANT, KIND, "name") is None


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_changed_seal_is_not_read(at: int, change: int) -> None:
    import base64

    data = bytearray(base64.b64decode(seal_name("示例甲", bytes(32)).removeprefix("sealed:")))
    data[at % len(data)] ^= change
    text = "sealed:" + base64.b64encode(data).decode()
    assert unsealed(text, bytes(32), TENANT, KIND, "name") is None


def test_one_name_sealed_twice_looks_different() -> None:
    assert seal_name("示例甲", bytes(32)) != seal_name("示例甲", bytes(32))


def test_nobody_is_sealed_where_there_is_no_name() -> None:
    person = Person(person="p", name=None)
    assert list(people_in(person)) == []
    assert sealed(person, KIND, TENANT, {}) == {"person": "p", "name": None, "post": "书记"}


def test_name_is_sealed_at_any_depth() -> None:
    people = [Person(person=f"p{n}", name=f"示例{n}号") for n in range(6)]
    team = Team(
        leader=people[0],
        members=[people[1], people[2]],
        by_village={"jingui": people[3]},
        pairs=[(people[4], people[5])],
    )
    named = {f"p{n}" for n in range(6)}
    assert set(people_in(team)) == named
    kept = sealed(team, KIND, TENANT, dict.fromkeys(named, bytes(32)))
    text = bytes(body_of(kept)).decode(errors="ignore")
    assert not any(person.name in text for person in people if person.name)
    assert text.count("sealed:") == 6


def test_what_is_not_personal_stays_as_it_is() -> None:
    assert sealed(Person(person="p", name="甲"), KIND, TENANT, {"p": bytes(32)})["post"] == "书记"


def test_sealed_struct_is_still_of_its_type() -> None:
    kept = sealed(Person(person="p", name="甲"), KIND, TENANT, {"p": bytes(32)})
    assert msgspec.convert(kept, Person).person == "p"


def test_structs_are_told_apart_by_what_they_hold() -> None:
    class Village(Struct):
        name: str

    class County(Struct):
        villages: dict[str, list[Village]]
        seat: "Village | None" = None

    assert (has_personal(Team), has_personal(Person), has_personal(Village)) == (True, True, False)


@given(keys, keys)
def test_commitment_binds_to_one_key_and_does_not_show_it(key: bytes, other: bytes) -> None:
    assert len(commitment(key)) == 16
    assert (commitment(key) == commitment(other)) == (key == other)
    assert commitment(key) not in key
