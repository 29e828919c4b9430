"""Whether a list is the one that was counted, and comes to the result in the log. Pure."""

from collections.abc import Iterator, Sequence

from taizhang.audit.recount_log import BoxLog
from taizhang.domain.ballots.accounting import amiss
from taizhang.domain.ballots.count_events import SubjectTally
from taizhang.domain.ballots.lists import ChoiceList, list_hash


def list_faults(box: BoxLog, lists: Sequence[ChoiceList]) -> Iterator[str]:
    """What is wrong with a list, in words."""
    given = list_hash(lists)
    for recorded in dict.fromkeys(event.list_hash for event in box.tallied):
        if recorded != given:
            yield f"清单的校验值为 {given}，日志中为 {recorded}"
    for reason in amiss(box.opened.questions, lists, box.closed.cast):
        yield reason.sentence()
    choices = {question.line: question.choices for question in box.opened.questions}
    counted = {each.line: each.tally(choices.get(each.line, [])) for each in lists}
    recorded_counts = {each.line: each for each in box.counts}
    for line in dict.fromkeys([*choices, *recorded_counts]):
        again, before = counted.get(line), recorded_counts.get(line)
        if again != before:
            yield f"“{line}”重新计得{_said(again)}，日志中为{_said(before)}"


def _said(tally: SubjectTally | None) -> str:
    if tally is None:
        return "（无）"
    words = "、".join(f"{choice} {count}" for choice, count in tally.counts.items())
    return f"（{words}、空白 {tally.blank}、无效 {tally.invalid}）"
