"""What a file's numbers must not say against the national texts of the day it was adopted on."""

from collections.abc import Iterator
from datetime import date

from taizhang import BRANCH_REGULATIONS, VILLAGERS_LAW, Fault, loosened
from taizhang_plugins.deliberation.faults import At, fault
from taizhang_plugins.deliberation.law import text_of
from taizhang_plugins.deliberation.ways import Body, Way


def lawful(way: Way, day: date, at: At) -> Iterator[Fault]:
    """What a way asks less than the texts in force on a day."""
    for number, step in enumerate(way.steps, start=1):
        for place, body in enumerate(step.bodies, start=1):
            yield from _body(body, day, (*at, number, "bodies", place))
        days, village = step.disclosure_days, VILLAGERS_LAW.in_force(day)
        yield from loosened(village, "disclosure", days, (*at, number, "disclosure_days"))
    branch = BRANCH_REGULATIONS.in_force(day)
    clause = branch.clause("congress.required") if branch else None
    before = [s for s in way.steps if s.act == "discuss"]
    if clause and not any(b.law == "congress" for s in before for b in s.bodies):
        yield fault(
            at,
            f"“{way.name}”没有党员大会这一步：{clause}",
            f"{way.name} has no step of the branch's congress",
            "补上一步，其机构写 law = “congress”",
            "add a step whose body has law = 'congress'",
        )


def _body(body: Body, day: date, at: At) -> Iterator[Fault]:
    if body.law is None:
        return
    text = text_of(body.law).in_force(day)
    yield from loosened(text, f"{body.law}.attendance", body.attendance, (*at, "attendance"))
    yield from loosened(text, f"{body.law}.majority", body.majority, (*at, "majority"))
    yield from loosened(text, f"{body.law}.notice", body.notice_days, (*at, "notice_days"))
