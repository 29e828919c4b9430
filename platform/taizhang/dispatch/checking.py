"""Checking: schemes look at what a decision is about to record, within boundaries of their own."""

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from taizhang.commands.check import Check
from taizhang.commands.context import Context
from taizhang.commands.slice import Slice
from taizhang.dispatch.decision import Placed, events_of, fold, own_selectors
from taizhang.errors import Reason, Refusal, Refused
from taizhang.events.event import Event
from taizhang.log.log import Log
from taizhang.log.model import Recorded, Selector
from taizhang.schemes import Schemes

AnyCheck = Check[Event]
Read = tuple[AnyCheck, Sequence[Placed]]
"""A check, and what it reads."""

FAULTY = Refusal(
    "plugins.check_failed",
    zh="方案“{title}”（{scheme}）的检查 {check} 出错（{error}），本事项未办理；"
    "请运维处理，或停用该方案后再办",
    en="the check {check} of the scheme {scheme} failed ({error}); nothing was done",
    status=500,
)
_log = logging.getLogger(__name__)


def checks_of(
    schemes: Schemes, slice_: Slice[Any], context: Context
) -> list[tuple[AnyCheck, list[Selector]]]:
    """The checks of what a slice has decided, of the core's areas and the plugins that are on,
    each with its boundary. Raises Refused(`plugins.check_failed`).
    """
    made = []
    for tagged in slice_.new_decisions:
        for kind, fact in schemes.checks_of(tagged.decision, context.authority.plugins):
            with _answering_for(schemes, kind):
                check = kind(fact)
                check.context = context
                made.append((check, own_selectors(check)))
    return made


def judge(schemes: Schemes, slice_: Slice[Any], found: Iterable[Read]) -> None:
    """Let each check judge by its events. Raises Refused with all reasons of all checks."""
    reasons: list[Reason] = []
    for check, events in found:
        try:
            with _answering_for(schemes, type(check)):
                fold(check, events)
                check.execute()
        except Refused as refused:
            reasons += refused.reasons
        slice_.warnings += check.warnings
    if reasons:
        raise Refused(*reasons)


@contextlib.contextmanager
def _answering_for(schemes: Schemes, kind: type[AnyCheck]) -> Iterator[None]:
    """Names the scheme for whatever its check raises that is no refusal; the text may hold
    personal data, so it goes to the process's log only.
    """
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        scheme, name = schemes.scheme_of_check(kind), kind.__name__
        _log.error("check %s of %s failed", name, scheme.name, exc_info=error)
        words = {"scheme": scheme.name, "title": scheme.title, "check": name}
        raise Refused(FAULTY(error=type(error).__name__, **words)) from error


async def check(
    log: Log,
    schemes: Schemes,
    tenant: UUID,
    slice_: Slice[Any],
    context: Context,
    *,
    kept: Callable[[Recorded], bool] = lambda _: True,
) -> list[Selector]:
    """Read what the checks of a taken decision rest on, and let them judge. Raises Refused.

    Answers the selectors to which the append's condition extends. They are read after the
    decision's own boundary; the condition counts from there, so nothing slips between the two.
    """
    checks = checks_of(schemes, slice_, context)
    if not checks:
        return []
    selectors = [selector for _, own in checks for selector in own]
    recorded = (await log.read_boundary(tenant, selectors)).events if selectors else []
    read = [event for event in recorded if kept(event)]
    mine = ((check, [e for e in read if any(_holds(s, e) for s in own)]) for check, own in checks)
    judge(schemes, slice_, [(check, events_of(schemes.catalogue, held)) for check, held in mine])
    return selectors


def _holds(selector: Selector, event: Recorded) -> bool:
    fits = not selector.types or event.type in selector.types
    return fits and set(selector.tags) <= set(event.tags)
