"""What changed from one version of a report to the next."""

from collections.abc import Sequence
from itertools import groupby

from taizhang.domain.reports.contents import Change
from taizhang.domain.reports.events import Section
from taizhang.measures.length import Counting, length

Part = tuple[int, str]


def differences(
    before: Sequence[Section], after: Sequence[Section], counting: Counting
) -> list[Change]:
    """By head and kind of section, in that order; parts whose texts are the same are left out."""
    old, new = _parts(before), _parts(after)
    return [
        _change(part, old.get(part, []), new.get(part, []), counting)
        for part in sorted(old.keys() | new.keys())
        if old.get(part) != new.get(part)
    ]


def _parts(sections: Sequence[Section]) -> dict[Part, list[Section]]:
    ordered = sorted(sections, key=_part)
    return {part: list(found) for part, found in groupby(ordered, key=_part)}


def _part(section: Section) -> Part:
    return section.head, section.kind


def _change(
    part: Part, before: Sequence[Section], after: Sequence[Section], counting: Counting
) -> Change:
    head, kind = part
    return Change(
        head=head,
        kind=kind,
        how="rewritten" if before and after else "added" if after else "removed",
        before=sum(length(section.text, counting) for section in before),
        after=sum(length(section.text, counting) for section in after),
    )
