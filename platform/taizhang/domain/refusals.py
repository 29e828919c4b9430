"""Refusals that several areas share."""

from taizhang.errors import Reason, Refusal

UNKNOWN = Refusal(
    "domain.unknown",
    zh="没有{kind}“{id}”",
    en="there is no {kind} {id!r}",
    status=404,
)
TAKEN = Refusal(
    "domain.taken",
    zh="{kind}“{id}”已经存在",
    en="{kind} {id!r} exists already",
    status=409,
)
WRONG_STATE = Refusal(
    "domain.wrong_state",
    zh="{kind}“{name}”目前是“{state}”，须为“{needed}”才能办理",
    en="{kind} {id!r} is {state}; this needs {needed}",
    status=409,
)
NOT_ASSESSED = Refusal(
    "domain.not_assessed",
    zh="“{name}”不是考核周期“{cycle}”的考核对象",
    en="{name} is not assessed in {cycle}",
    status=404,
)


def unknown(kind: str, id: str) -> Reason:
    """Nothing of this kind has this identifier."""
    return UNKNOWN(kind=kind, id=id)


def wrong_state(kind: str, id: str, state: str, needed: str, *, name: str | None = None) -> Reason:
    """It exists, but not in the state that this needs. `name`: what people call it."""
    return WRONG_STATE(kind=kind, id=id, name=name or id, state=state, needed=needed)


def not_assessed(subject: str, name: str, cycle: str) -> Reason:
    """A unit or a person stands on no list of the cycle."""
    return NOT_ASSESSED(subject=subject, name=name, cycle=cycle)
