"""The reviewer's list (S1-09): 四个防止 and the like, answered item by item."""

from collections import Counter
from collections.abc import Iterator, Sequence

from taizhang.domain.reports.contents import Answer
from taizhang.domain.reports.rules import ReportRules
from taizhang.errors import Reason, Refusal

UNANSWERED = Refusal(
    "reports.check_unanswered",
    zh="审阅时须逐项核对，第 {check} 项（共 {checks} 项）没有核对：{item}",
    en="check {check} of {checks} is not answered: {item}",
    rule="S1-09",
)
FAILED = Refusal(
    "reports.check_failed",
    zh="第 {check} 项（共 {checks} 项）核对未通过：{item}{note}",
    en="check {check} of {checks} did not pass: {item}{note}",
    rule="S1-09",
)
NO_SUCH = Refusal(
    "reports.unknown_check",
    zh="没有第 {check} 项核对内容，规定共 {checks} 项",
    en="there is no check {check}; the rules name {checks}",
    rule="S1-09",
)
TWICE = Refusal(
    "reports.check_answered_twice",
    zh="第 {check} 项核对了 {times} 次，每项只能有一个结论",
    en="check {check} is answered {times} times; one answer is needed",
    rule="S1-09",
)


def misplaced(answers: Sequence[Answer], rules: ReportRules) -> Iterator[Reason]:
    """Answers to what the rules do not ask, and more than one to the same."""
    checks, clause = len(rules.checklist.items), rules.checklist.basis("items")
    for check, times in sorted(Counter(answer.check for answer in answers).items()):
        if check > checks:
            yield NO_SUCH(clause=clause, check=check, checks=checks)
        elif times > 1:
            yield TWICE(clause=clause, check=check, times=times)


def unsettled(answers: Sequence[Answer], rules: ReportRules) -> Iterator[Reason]:
    """Items that nobody answered, or that did not pass."""
    given = {answer.check: answer for answer in answers}
    items, clause = rules.checklist.items, rules.checklist.basis("items")
    for check, item in enumerate(items, start=1):
        values = {"check": check, "checks": len(items), "item": item}
        answer = given.get(check)
        if answer is None:
            yield UNANSWERED(clause=clause, **values)
        elif not answer.passed:
            note = f"（{answer.note}）" if answer.note else ""
            yield FAILED(clause=clause, **values, note=note)
