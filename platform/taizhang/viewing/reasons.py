"""Reasons: errors of GraphQL in the words of every other refusal."""

from collections.abc import Iterable, Mapping
from typing import Any

from taizhang.errors import Reason, Refusal, Refused

_PLACE = ("path", "locations")


def refused_for(
    errors: Iterable[Mapping[str, Any]], status: int, retry_after: int | None = None
) -> Refused:
    """A refusal with one reason for each error, and what to do about it."""
    return Refused(*(_reason(error, status) for error in errors), retry_after=retry_after)


def _reason(error: Mapping[str, Any], status: int) -> Reason:
    told = error["extensions"]
    refusal = Refusal(told["code"], zh="{message}；{remedy}", en="{detail_en}", status=status)
    return refusal(
        message=error["message"],
        remedy=told["remedy"],
        detail_en=told.get("detail_en", error["message"]),
        **{name: error[name] for name in _PLACE if name in error},
    )
