"""The appraisal as an input of a grade: taken from the count, never typed (S0-15, S1-15)."""

from collections.abc import Iterable, Iterator

from taizhang.domain.ballots.count_events import SubjectTally
from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.grades.events import Input
from taizhang.domain.grades.rules import GradeRules
from taizhang.errors import Reason, Refusal

FROM_THE_COUNT = Refusal(
    "grades.input_from_count",
    zh="定等依据“{input}”取自计票结果，不由人填写",
    en="{input} is taken from the count and is not typed",
    rule="S0-15",
)
NOT_COUNTED = Refusal(
    "grades.appraisal_missing",
    zh="本周期还没有对“{name}”的计票结果，定等依据“{input}”取自计票结果",
    en="nothing was counted on {name} yet, from which {input} is taken",
    rule="S0-15",
    status=409,
)


def typed(given: Iterable[Input], rules: GradeRules) -> Iterator[Reason]:
    """Why what was typed cannot be: the figures of the count are nobody's to write."""
    appraisal = rules.appraisal
    if any(each.name == appraisal.input for each in given):
        yield FROM_THE_COUNT(clause=appraisal.basis("input"), input=appraisal.input)


def uncounted(lines: list[SubjectTally], name: str, rules: GradeRules) -> Iterator[Reason]:
    """Why there is no appraisal to take over."""
    appraisal = rules.appraisal
    if appraisal.input and not lines:
        yield NOT_COUNTED(clause=appraisal.basis("input"), name=name, input=appraisal.input)


def counted(lines: list[SubjectTally], rules: GradeRules, asked: BallotRules | None) -> list[Input]:
    """The appraisal as an input, where the tenant's rules name one."""
    name = rules.appraisal.input
    told = (_told(line, _scale(line, asked)) for line in lines)
    return [Input(name=name, finding="；".join(told))] if name else []


def _scale(line: SubjectTally, asked: BallotRules | None) -> list[str]:
    """The choices best first, as the ballot had them: a stored count knows no order."""
    form = asked.forms.get(line.item) if asked else None
    known = form.scale if form else []
    return [
        *(word for word in known if word in line.counts),
        *sorted(set(line.counts) - set(known)),
    ]


def _told(line: SubjectTally, scale: list[str]) -> str:
    counts = "、".join(f"{choice} {line.counts[choice]} 票" for choice in scale)
    item = f"{line.item}：" if line.item else ""
    return f"{item}{counts}，空白 {line.blank} 票，无效 {line.invalid} 票"
