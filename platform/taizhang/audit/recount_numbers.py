"""Whether the numbers of a vote agree with each other and with what the log holds. Pure."""

from collections.abc import Iterator

from taizhang.audit.recount_log import BoxLog
from taizhang.domain.ballots.breakdown import ballots_in, rest_of
from taizhang.domain.ballots.count_events import BreakdownTallied, SubjectTally
from taizhang.domain.ballots.events import BallotCast, BoxClosed
from taizhang.domain.ballots.paper_events import PaperConfirmed
from taizhang.domain.ballots.slip_events import SlipsRegistered, SlipsSealed, SlipVoided
from taizhang.domain.ballots.slips import slips_root


def number_faults(box: BoxLog) -> Iterator[str]:
    """What does not come out, in words."""
    yield from _slips(box)
    yield from _ballots(box)
    yield from _closing(box)
    for total in box.counts:
        if (said := ballots_in(total)) != box.closed.cast:
            yield f"“{total.line}”合计 {said} 票，封箱时投票 {box.closed.cast} 张"
    yield from _breakdown(box)


def _slips(box: BoxLog) -> Iterator[str]:
    printed = [slip for batch in box.all(SlipsRegistered) for slip in batch.hashes]
    for sealed in box.all(SlipsSealed):
        if len(printed) != sealed.count:
            yield f"登记选票 {len(printed)} 张，封存时为 {sealed.count} 张"
        if (root := slips_root(printed)) != sealed.root:
            yield f"选票校验值应为 {root}，封存时为 {sealed.root}"


def _ballots(box: BoxLog) -> Iterator[str]:
    """Each ballot with a slip of the box, each slip once, none that is void, none too late."""
    printed = {slip for batch in box.all(SlipsRegistered) for slip in batch.hashes}
    void = {event.slip for event in box.all(SlipVoided)}
    used: set[str] = set()
    over = False
    for event in box.events:
        over = over or isinstance(event, BoxClosed)
        if not isinstance(event, BallotCast):
            continue
        if over:
            yield f"封箱之后还有投票（选票 {_short(event.slip)}）"
        if event.slip in used:
            yield f"选票 {_short(event.slip)} 投了两次"
        if event.slip not in printed or event.slip in void:
            yield f"选票 {_short(event.slip)} 未登记或已作废，却投了票"
        used.add(event.slip)


def _closing(box: BoxLog) -> Iterator[str]:
    closed = box.closed
    printed = sum(each.count for each in box.all(SlipsSealed))
    void, papers = len(box.all(SlipVoided)), len(box.all(PaperConfirmed))
    if (cast := len(box.all(BallotCast))) != closed.cast:
        yield f"日志中投票 {cast} 张，封箱时为 {closed.cast} 张"
    if closed.void not in (None, void):
        yield f"日志中作废 {void} 张，封箱时为 {closed.void} 张"
    if closed.papers not in (None, papers):
        yield f"日志中纸质票 {papers} 张，封箱时为 {closed.papers} 张"
    if closed.unused is not None and printed != closed.cast + closed.unused + void:
        yield f"印制 {printed} 张，不等于投票 {closed.cast}、未用 {closed.unused}、作废 {void} 之和"
    voters = closed.checked_in if closed.voters is None else closed.voters
    if closed.valid and not closed.cast <= voters <= closed.checked_in:
        yield f"投票 {closed.cast} 张、投票人 {voters} 人、签到 {closed.checked_in} 人，不应有效"


def _breakdown(box: BoxLog) -> Iterator[str]:
    """What single categories said is no more than what all said."""
    totals = {total.line: total for total in box.counts}
    for event in box.all(BreakdownTallied):
        shown: dict[str, list[SubjectTally]] = {}
        for part in event.parts:
            if part.tally is not None:
                shown.setdefault(part.line, []).append(part.tally)
        for line, parts in shown.items():
            if line not in totals or rest_of(totals[line], parts) is None:
                yield f"“{line}”的分类计票超出总数"


def _short(slip: str) -> str:
    return f"{slip[:12]}…"
