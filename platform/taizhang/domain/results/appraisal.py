"""The appraisal (评议结果) as it is shown: votes by choice, and by item where there are several."""

from collections.abc import Iterable

from taizhang.domain.ballots.count_events import SubjectTally


def votes(lines: Iterable[SubjectTally]) -> dict[str, int]:
    """`{"好": 60}` of a ballot that asks one thing, `{"班子:好": 60}` of one that asks several."""
    return {
        f"{line.item}：{choice}" if line.item else choice: count
        for line in lines
        for choice, count in line.counts.items()
    }
