"""Sizes: `first`, checked for each request."""

from typing import Any

from taizhang_graphql.compiler.work import Call, Source, Work
from taizhang_graphql.mistakes import PAGE, Mistake, Path


def size(work: Work, given: dict[str, Any], path: Path, default: int | None = None) -> Source:
    """How many rows at most. Raises Mistake when called, for a size that is not allowed."""
    work.by_key = False
    first, limits = given.get("first"), work.given.limits
    if default is None:
        default = limits.default_page if len(path) == 1 else limits.default_nested

    def checked(call: Call) -> int:
        found: int = default if first is None else first(call)
        if not 0 <= found <= limits.page:
            raise Mistake(PAGE, (*path, "first"), found=found, limit=limits.page)
        return found

    return checked
