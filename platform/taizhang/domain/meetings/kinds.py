"""Kinds of meetings: the committee's, and one or several kinds of review meeting (S2-08, S2-11).

A tenant whose document knows one review meeting calls it `review`. Where there are several, a
meeting is called by the name of its kind, and what holds in it is what that kind states.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from taizhang.domain.meetings.events import COMMITTEE as COMMITTEE
from taizhang.domain.meetings.events import REVIEW as REVIEW
from taizhang.domain.meetings.rules import Kind, MeetingRules
from taizhang.errors import Reason, Refusal, Refused
from taizhang.suggest import nearest

UNKNOWN_KIND = Refusal(
    "meetings.unknown_kind",
    zh="会议类型“{kind}”不在规定之列：{known}{hint}",
    en="{kind!r} is none of the kinds of meetings: {known}",
    rule="S2-08",
)

_WORDS = {REVIEW: "review（述职评议会）", COMMITTEE: "committee（党委会议）"}


def check_kind(rules: MeetingRules | None, kind: str) -> None:
    """Raise Refused for a kind of meeting that the tenant does not have."""
    kinds = rules.kinds if rules else []
    known = [*(each.name for each in kinds), COMMITTEE] if kinds else [REVIEW, COMMITTEE]
    if kind not in known:
        raise Refused(_unknown(kind, known, kinds))


def kind_of(rules: MeetingRules, kind: str) -> Kind | None:
    """The tenant's kind of that name; None where there is only one. Raises Refused."""
    if not rules.kinds:
        return None
    by_name = {each.name: each for each in rules.kinds}
    if kind not in by_name:
        raise Refused(_unknown(kind, by_name, rules.kinds))
    return by_name[kind]


def provisions_of(rules: MeetingRules, kind: str) -> MeetingRules:
    """What holds in a review meeting of that kind: its own provisions before those for all.

    Raises Refused for a meeting of none of the tenant's kinds.
    """
    stated = kind_of(rules, kind)
    return replace(rules, **stated.own) if stated else rules


def _unknown(kind: str, known: Iterable[str], kinds: Iterable[Kind]) -> Reason:
    clauses = dict.fromkeys(each.clause for each in kinds if each.clause)
    near = nearest(kind, known := list(known))
    return UNKNOWN_KIND(
        clause=";".join(clauses) or None,
        kind=kind,
        known="、".join(_WORDS.get(each, each) for each in known),
        hint=f"；是否指“{near}”？" if near else "",
    )
