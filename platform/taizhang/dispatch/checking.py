"""Checking: schemes look at what a decision is about to record, within boundaries of their own."""

import logging
from collections.abc import Callable, Iterable, Sequence
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


def checks_of(schemes: Schemes, slice_: Slice[Any], context: Context) -> list[AnyCheck]:
    """The checks of what a slice has decided, of the core's areas and the plugins that are on."""
    made = []
    for tagged in slice_.new_decisions:
        for check, fact in schemes.checks_of(tagged.decision, context.authority.plugins):
            made.append(check(fact))
            made[-1].context = context
    return made


def judge(schemes: Schemes, slice_: Slice[Any], found: Iterable[Read]) -> None:
    """Let each check judge by its events. Raises Refused with all reasons of all checks."""
    reasons: list[Reason] = []
    for check, events in found:
        try:
            fold(check, events)
            check.execute()
        except Refused as refused:
            reasons += refused.reasons
        except Exception as error:  # whatever a plugin raises is its own fault, and is told
            reasons.append(_faulty(schemes, check, error))
        slice_.warnings += check.warnings
    if reasons:
        raise Refused(*reasons)


def _faulty(schemes: Schemes, check: AnyCheck, error: Exception) -> Reason:
    scheme, name = schemes.scheme_of_check(type(check)), type(check).__name__
    _log.error("check %s of %s failed", name, scheme.name, exc_info=error)
    return FAULTY(scheme=scheme.name, title=scheme.title, check=name, error=repr(error))


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
    each = [own_selectors(check) for check in checks]
    selectors = [selector for own in each for selector in own]
    recorded = (await log.read_boundary(tenant, selectors)).events if selectors else []
    read = [event for event in recorded if kept(event)]
    mine = ([e for e in read if any(_holds(s, e) for s in own)] for own in each)
    found = [events_of(schemes.catalogue, events) for events in mine]
    judge(schemes, slice_, zip(checks, found, strict=True))
    return selectors


def _holds(selector: Selector, event: Recorded) -> bool:
    fits = not selector.types or event.type in selector.types
    return fits and set(selector.tags) <= set(event.tags)
