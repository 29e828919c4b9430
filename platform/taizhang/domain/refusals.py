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
    zh="{kind}“{id}”目前是“{state}”,须为“{needed}”才能办理",
    en="{kind} {id!r} is {state}; this needs {needed}",
    status=409,
)


def unknown(kind: str, id: str) -> Reason:
    """Nothing of this kind has this identifier."""
    return UNKNOWN(kind=kind, id=id)


def wrong_state(kind: str, id: str, state: str, needed: str) -> Reason:
    """It exists, but not in the state that this needs."""
    return WRONG_STATE(kind=kind, id=id, state=state, needed=needed)
