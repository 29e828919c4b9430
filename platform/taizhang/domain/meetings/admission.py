"""Admission: who may be put on the roll of a meeting, and in which category (S0-07). Pure."""

from collections.abc import Iterable, Iterator
from typing import Any

from taizhang.commands.slice import Slice
from taizhang.domain.meetings.presence import Attendees
from taizhang.domain.meetings.roll import Attendee, Roll
from taizhang.errors import Reason, Refusal, Refused
from taizhang.suggest import nearest

UNKNOWN_CATEGORY = Refusal(
    "meetings.unknown_category",
    zh="参会类别“{category}”不在规定范围内：{allowed}{hint}",
    en="{category!r} is none of the attendee categories: {allowed}",
    rule="S0-07",
)
NOT_INVITED = Refusal(
    "meetings.not_invited",
    zh="{number} 号不在邀请名单上",
    en="number {number} was not invited",
    rule="S0-07",
)
OTHER_CATEGORY = Refusal(
    "meetings.other_category",
    zh="{number} 号是以“{invited}”受邀的，不是“{given}”",
    en="number {number} was invited as {invited!r}, not as {given!r}",
    rule="S0-07",
)
ALREADY_PRESENT = Refusal(
    "meetings.already_present",
    zh="{number} 号已经签到，不重复计算",
    en="number {number} has checked in already and is counted once",
)


def check_categories(categories: Iterable[str], rule: Attendees) -> None:
    """Raise Refused for a category that the document does not name for this kind of meeting."""
    if foreign := set(categories) - set(rule.categories):
        category = min(foreign)
        near = nearest(category, rule.categories)
        raise Refused(
            UNKNOWN_CATEGORY(
                clause=rule.basis("categories"),
                category=category,
                allowed="、".join(rule.categories),
                hint=f"；是否指“{near}”？" if near else "",
            )
        )


def check_invited(
    slice_: Slice[Any], attendees: Iterable[Attendee], roll: Roll, rule: Attendees
) -> None:
    """Whoever was invited comes as what they were invited. Raises Refused, or warns."""
    attendees = list(attendees)
    if other := list(_other_categories(attendees, roll, rule)):
        raise Refused(*other)
    clause = rule.basis("uninvited")
    strangers = [
        NOT_INVITED(clause=clause, number=each.number)
        for each in attendees
        if each.number not in roll.invited
    ]
    if strangers and rule.uninvited == "refused":
        raise Refused(*strangers)
    if rule.uninvited == "warned":
        slice_.warnings += strangers


def _other_categories(
    attendees: Iterable[Attendee], roll: Roll, rule: Attendees
) -> Iterator[Reason]:
    clause = rule.basis("categories")
    for each in attendees:
        invited = roll.invited.get(each.number, each.category)
        if invited != each.category:
            yield OTHER_CATEGORY(
                clause=clause, number=each.number, invited=invited, given=each.category
            )
