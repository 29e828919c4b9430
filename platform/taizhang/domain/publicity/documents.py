"""What is shown, word for word. Pure: nothing of accounts, people or clerks is in it.

A report is shown as it was accepted; who typed it, its attachments and who reviewed it are not.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from taizhang.domain.reports.contents import Commitment
from taizhang.domain.reports.events import Section


def sha256_of(text: str) -> str:
    """By what anybody can tell whether a paper says what was shown."""
    return hashlib.sha256(text.encode()).hexdigest()


def report_text(
    name: str, heads: Sequence[str], sections: Sequence[Section], promised: Sequence[Commitment]
) -> str:
    """A report under the content heads that it answers, with what its secretary promises."""
    lines = [f"{name}述职报告", *_sections(heads, sections)]
    if promised:
        lines += ["整改承诺", *(f"{each.number}. {each.text}" for each in promised)]
    return "\n".join(lines)


def grades_text(title: str, grades: Mapping[str, str], names: Mapping[str, str]) -> str:
    """A grade list by the units' names, in the order of their identifiers."""
    return "\n".join(
        [title, *(f"{names[unit]}：{grade}" for unit, grade in sorted(grades.items()))]
    )


def bulletin_text(title: str, number: int, text: str, figures: Mapping[str, int]) -> str:
    """A bulletin: what its writer says, and what the ledger says."""
    told = "、".join(f"{state} {count} 项" for state, count in figures.items())
    return "\n".join([f"{title}（第 {number} 期）", text, *([f"问题台账：{told}"] if told else [])])


def _sections(heads: Sequence[str], sections: Sequence[Section]) -> Iterator[str]:
    last = 0
    for section in sorted(sections, key=lambda each: each.head):
        if section.head != last:
            last = section.head
            yield f"{last}. {heads[last - 1]}" if last <= len(heads) else f"{last}."
        yield section.text
