"""Refusing: a reason as GraphQL's `errors`, where no HTTP status can tell it any more."""

import logging
from typing import Any
from uuid import uuid4

from taizhang.database.pool import RETRY_AFTER_SECONDS, UNAVAILABLE, unavailable
from taizhang.errors import Reason, Refused
from taizhang.http.problems import INTERNAL
from taizhang_graphql.mistakes import Mistake

_log = logging.getLogger(__name__)


def errors_of(reason: Mistake | Refused) -> list[dict[str, Any]]:
    """What is said of it to a client."""
    if isinstance(reason, Mistake):
        return reason.errors()
    return [_error(each, reason.retry_after) for each in reason.reasons]


def reason_of(fault: Exception) -> Mistake | Refused:
    """A reason to give for whatever went wrong; a fault of ours is logged, and told by a number."""
    if isinstance(fault, Mistake | Refused):
        return fault
    if unavailable(fault):
        return Refused(UNAVAILABLE(), retry_after=RETRY_AFTER_SECONDS)
    trace = uuid4().hex[:12]
    _log.error("a GraphQL operation failed, trace %s", trace, exc_info=fault)
    return Refused(INTERNAL(trace=trace))


def _error(reason: Reason, retry_after: int | None) -> dict[str, Any]:
    again = {"retryAfter": retry_after} if retry_after else {}
    extensions = {"code": reason.refusal.code, "detail_en": reason.sentence("en"), **again}
    return {"message": reason.sentence(), "extensions": extensions}
