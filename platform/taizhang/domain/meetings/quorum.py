"""Quorum: whether enough of the right people are present to open a box (S0-08, S2-11). Pure."""

from collections.abc import Iterator

from taizhang.domain.meetings.presence import Attendance, AttendanceShare, Attendees
from taizhang.domain.meetings.roll import Roll
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.errors import Reason, Refusal
from taizhang.measures.quota import share_of
from taizhang.measures.threshold import Threshold

QUORUM = Refusal(
    "meetings.quorum",
    zh="到会 {present} 人，不足 {required} 人，不能开箱",
    en="{present} people are present; the box needs {required}",
    rule="S0-08",
)
QUORUM_SHARE = Refusal(
    "meetings.quorum_share",
    zh="到会 {present} 人，"
    "规定须{more}{base_name} {base} 人的 {share}（至少 {required} 人），不能开箱",
    en="{present} are present; {share} of {base} ({base_name}) is {required}",
    rule="S0-08",
)
NOBODY_INVITED = Refusal(
    "meetings.nobody_invited",
    zh="到会人数按应到人数的 {share} 计算，但还没有登记邀请名单",
    en="the quorum is {share} of those invited, and nobody was invited",
    rule="S0-08",
)
CATEGORY_SHORT = Refusal(
    "meetings.category_short",
    zh="“{category}”到会 {present} 人，不足 {required} 人，不能开箱",
    en="{present} of {category!r} are present; the box needs {required}",
    rule="S0-07",
)

_BASES = {"invited": "应到", "whole": "全体"}


def shortfalls(roll: Roll, rules: MeetingRules) -> Iterator[Reason]:
    """Every number that those present now do not reach, with what was reached and the clause.

    `rules` are the provisions of that kind of meeting.
    """
    present = len(roll.present)
    yield from _too_few_heads(present, rules.attendance)
    yield from _too_small_share(present, len(roll.invited), rules.attendance_share)
    yield from _categories_short(roll, rules.attendees)


def _too_few_heads(present: int, rule: Attendance) -> Iterator[Reason]:
    least = rule.minimum
    if least is not None and not Threshold.heads(least).reached(present):
        yield QUORUM(clause=rule.basis("minimum"), present=present, required=least)


def _too_small_share(present: int, invited: int, rule: AttendanceShare) -> Iterator[Reason]:
    if rule.share is None or rule.base is None:
        return
    clause, base = rule.basis("share"), invited if rule.base == "invited" else rule.whole or 0
    if not base:  # a share of nobody would always be reached
        yield NOBODY_INVITED(clause=clause, share=rule.share)
        return
    threshold = Threshold.part(share_of(rule.share), strict=bool(rule.strict))
    if not threshold.reached(present, base):
        yield QUORUM_SHARE(
            clause=clause,
            present=present,
            required=threshold.needed(base),
            base=base,
            base_name=_BASES[rule.base],
            share=rule.share,
            more="超过" if rule.strict else "达到",
        )


def _categories_short(roll: Roll, rule: Attendees) -> Iterator[Reason]:
    counted = roll.by_category()
    for category, least in (rule.least or {}).items():
        if counted.get(category, 0) < least:
            yield CATEGORY_SHORT(
                clause=rule.basis("least"),
                category=category,
                present=counted.get(category, 0),
                required=least,
            )
