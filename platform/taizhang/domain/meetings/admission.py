"""Admission: who may be put on the roll of a meeting, and in which category (S0-07). Pure."""

from collections.abc import Iterable, Iterator
from typing import Any

from taizhang.commands.slice import Slice
from taizhang.domain.meetings import refusals
from taizhang.domain.meetings.roll import Attendee, Roll
from taizhang.domain.meetings.rules import Attendees
from taizhang.errors import Reason, Refused
from taizhang.suggest import nearest


def check_categories(categories: Iterable[str], rule: Attendees) -> None:
    """Raise Refused for a category that the tenant's document does not name."""
    if foreign := set(categories) - set(rule.categories):
        category = min(foreign)
        near = nearest(category, rule.categories)
        raise Refused(
            refusals.UNKNOWN_CATEGORY(
                clause=rule.basis("categories"),
                category=category,
                allowed="、".join(rule.categories),
                hint=f";是否指“{near}”?" if near else "",
            )
        )


def check_invited(
    slice_: Slice[Any], attendees: Iterable[Attendee], roll: Roll, rule: Attendees
) -> None:
    """Whoever was invited comes as what they were invited. Raises Refused, or warns."""
    attendees = list(attendees)
    if other := list(_other_categories(attendees, roll)):
        raise Refused(*other)
    clause = rule.basis("uninvited")
    strangers = [
        refusals.NOT_INVITED(clause=clause, number=each.number)
        for each in attendees
        if each.number not in roll.invited
    ]
    if strangers and rule.uninvited == "refused":
        raise Refused(*strangers)
    if rule.uninvited == "warned":
        slice_.warnings += strangers


def _other_categories(attendees: Iterable[Attendee], roll: Roll) -> Iterator[Reason]:
    for each in attendees:
        invited = roll.invited.get(each.number, each.category)
        if invited != each.category:
            yield refusals.OTHER_CATEGORY(number=each.number, invited=invited, given=each.category)
