"""Boundaries: which events of the register a decision rests on."""

from collections.abc import Iterable

from taizhang.commands.slice import Selector
from taizhang.domain.names import ORGANISATION, PERSON, ROSTER
from taizhang.domain.naming import registered
from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.people_events import (
    PersonCounted,
    PersonErased,
    PersonRegistered,
    PersonRenamed,
    PostLeft,
    PostTaken,
)

UNIT_EVENTS = (
    e.OrganisationRegistered,
    e.OrganisationRenamed,
    e.OrganisationReclassified,
    e.OrganisationLabelled,
    e.OrganisationPlaced,
    e.CodeGiven,
    e.OrganisationSucceeded,
)
POST_EVENTS = (
    PersonRegistered,
    PersonRenamed,
    PostTaken,
    PostLeft,
    PersonCounted,
    PersonErased,
)


def of_units(ids: Iterable[str]) -> list[Selector]:
    """All that happened to units, and what any unit is called: each may be another's successor."""
    own = [Selector(UNIT_EVENTS, [ORGANISATION(id)]) for id in dict.fromkeys(ids)]
    return [*own, *registered()]


def successions() -> list[Selector]:
    """All mergers, splits and dissolutions: a chain of them is known only as a whole."""
    return [Selector([e.OrganisationSucceeded], [ROSTER])]


def of_people(ids: Iterable[str]) -> list[Selector]:
    """All that happened to people, the posts they held included."""
    return [Selector(POST_EVENTS, [PERSON(id)]) for id in dict.fromkeys(ids)]


def whole_register() -> list[Selector]:
    """Everything that was ever entered of units, people and posts."""
    tagged = [kind for kind in (*UNIT_EVENTS, *POST_EVENTS) if ROSTER in kind.event_tags]
    return [Selector(tagged, [ROSTER]), Selector([PersonErased], [])]
