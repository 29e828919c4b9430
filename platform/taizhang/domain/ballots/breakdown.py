"""Breakdowns: what each category said, as far as it tells of nobody what they said.

A category is withheld where fewer ballots than the tenant's number stand for it, or all say the
same. So is a further one, where the rest could be worked out from the totals.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from taizhang.domain.ballots.count_events import CategoryTally, SubjectTally, WeightedShares

_FOUR_PLACES = Decimal("0.0001")


def ballots_in(tally: SubjectTally) -> int:
    """How many ballots a tally accounts for."""
    return sum(_said(tally).values())


def is_safe(tally: SubjectTally, minimum: int) -> bool:
    """Whether nobody's vote follows from this tally: enough of them, and not of one mind."""
    said = _said(tally)
    return sum(said.values()) >= minimum and len(said) > 1


def rest_of(total: SubjectTally, parts: Iterable[SubjectTally]) -> SubjectTally | None:
    """What the totals leave for those not shown; None if the parts are more than the totals."""
    left = Counter(_said(total))
    for part in parts:
        left.subtract(_said(part))
    if any(count < 0 for count in left.values()):
        return None
    return SubjectTally(
        subject=total.subject,
        item=total.item,
        counts={choice: left["=" + choice] for choice in total.counts},
        blank=left["blank"],
        invalid=left["invalid"],
    )


def withheld(
    total: SubjectTally, parts: Mapping[str, SubjectTally], minimum: int
) -> list[CategoryTally]:
    """The parts of one question, by category in order; None for those that would tell."""
    kept = {name: part for name, part in parts.items() if is_safe(part, minimum)}
    while kept and not _rest_is_safe(total, kept.values(), minimum):
        del kept[min(kept, key=lambda name: (ballots_in(kept[name]), name))]
    return [
        CategoryTally(subject=total.subject, item=total.item, category=name, tally=kept.get(name))
        for name in sorted(parts)
    ]


def tells_nothing(total: SubjectTally, parts: Sequence[CategoryTally], minimum: int) -> bool:
    """Whether these parts of one question may be shown beside its totals."""
    shown = [part.tally for part in parts if part.tally is not None]
    safe = all(is_safe(tally, minimum) for tally in shown)
    return safe and (not shown or _rest_is_safe(total, shown, minimum))


def weighted(
    parts: Sequence[CategoryTally], weights: Mapping[str, Decimal]
) -> WeightedShares | None:
    """The share of each choice, four places: a mean over the categories by their weights.

    None unless every category with a weight is shown: with a rare one it would tell who.
    """
    shown = {part.category: part.tally for part in parts if part.tally is not None}
    if not shown or set(weights) - set(shown):
        return None
    whole, first = sum(weights.values()), next(iter(shown.values()))
    shares = {
        choice: sum((weights[name] * _share(shown[name], choice) for name in weights), Decimal(0))
        / whole
        for choice in first.counts
    }
    rounded = {choice: share.quantize(_FOUR_PLACES) for choice, share in shares.items()}
    return WeightedShares(subject=first.subject, item=first.item, shares=rounded)


def _share(tally: SubjectTally, choice: str) -> Decimal:
    return Decimal(tally.counts[choice]) / ballots_in(tally)


def _rest_is_safe(total: SubjectTally, shown: Iterable[SubjectTally], minimum: int) -> bool:
    rest = rest_of(total, shown)
    return rest is not None and (ballots_in(rest) == 0 or is_safe(rest, minimum))


def _said(tally: SubjectTally) -> dict[str, int]:
    """How often each thing was said; no choice can be taken for a blank or invalid vote."""
    said = {"=" + choice: count for choice, count in tally.counts.items()}
    said |= {"blank": tally.blank, "invalid": tally.invalid}
    return {what: count for what, count in said.items() if count}
