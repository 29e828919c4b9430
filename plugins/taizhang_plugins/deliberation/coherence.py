"""Coherence: what a file's ways and kinds must not say against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taizhang import (
    VILLAGERS_LAW,
    Fault,
    Words,
    as_far_as_read,
    each_once,
    known_only,
)
from taizhang_plugins.deliberation.faults import At, fault
from taizhang_plugins.deliberation.lawful import lawful
from taizhang_plugins.deliberation.names import VILLAGERS
from taizhang_plugins.deliberation.ways import Kind, Step, Way

if TYPE_CHECKING:
    from taizhang_plugins.deliberation.rules import DeliberationRules

_AT: At = ("rules", "deliberation")
_WAY, _STEP = Words("议事办法", "way"), Words("步骤", "step")
_KIND, _ITEM = (
    Words("事项类别", "kind of matter"),
    Words("法律清单中的事项", "item of the law's list"),
)
_ENDS = ("resolve", "disclose_resolution", "disclose_outcome")


def incoherent(rules: DeliberationRules) -> Iterator[Fault]:
    """Every fault of the section, by its place."""
    yield from as_far_as_read(
        _named([way.name for way in rules.ways], (*_AT, "ways"), _WAY),
        _named([kind.name for kind in rules.kinds], (*_AT, "kinds"), _KIND),
    )
    for number, way in enumerate(rules.ways, start=1):
        at = (*_AT, "ways", number, "steps")
        yield from as_far_as_read(
            _named([step.name for step in way.steps], at, _STEP),
            _ordered(way, at),
            _merged(way, rules, at),
            lawful(way, rules.standard.adopted_on, at),
        )
    for number, kind in enumerate(rules.kinds, start=1):
        yield from as_far_as_read(_kind(kind, rules, (*_AT, "kinds", number)))
    yield from as_far_as_read(_stopping(rules))


def _stopping(rules: DeliberationRules) -> Iterator[Fault]:
    if rules.objections.stops and not rules.objections.clause:
        yield fault(
            (*_AT, "objections", "stops"),
            "监督小组的异议只有在文件写明时才阻止下一步",
            "an objection stops the next step only where a clause says so",
            "照抄条款 clause = “…”，或改为 stops = false",
            "quote the clause, or set stops = false",
        )


def _named(names: list[str], at: At, what: Words) -> Iterator[Fault]:
    if not names:
        yield fault(at, "至少要有一项", "at least one entry is needed", "补上一项", "add one")
    yield from each_once(names, at, what, "name")


def _ordered(way: Way, at: At) -> Iterator[Fault]:
    acts = [step.act for step in way.steps]
    ends = [act for act in acts if act != "discuss"]
    if ends not in (["resolve", "disclose_resolution"], [*_ENDS]):
        yield fault(
            at,
            f"“{way.name}”须有一步决议，其后公开决议，最后可以公开实施结果",
            f"{way.name}: one step resolves, then the resolution is disclosed, then the outcome",
            "依次写 resolve、disclose_resolution、disclose_outcome 各一步",
            "name one step each: resolve, disclose_resolution, disclose_outcome",
        )
    for number, step in enumerate(way.steps, start=1):
        yield from _whole(step, (*at, number))


def _whole(step: Step, at: At) -> Iterator[Fault]:
    disclosure = step.act.startswith("disclose")
    if disclosure == bool(step.bodies):
        yield fault(
            (*at, "bodies"),
            f"“{step.name}”{'是公开，没有开会的机构' if disclosure else '没有写由谁开会'}",
            f"{step.name}: a sitting has its bodies, and a disclosure has none",
            "删去 bodies" if disclosure else "写明 bodies",
            "drop bodies" if disclosure else "name the bodies",
        )
    if step.disclosure_days and not disclosure:
        yield fault(
            (*at, "disclosure_days"),
            f"“{step.name}”不是公开，没有公开期",
            f"{step.name} is no disclosure and has no days of it",
            "删去 disclosure_days",
            "drop disclosure_days",
        )


def _merged(way: Way, rules: DeliberationRules, at: At) -> Iterator[Fault]:
    for number, step in enumerate(way.steps, start=1):
        after = way.steps[number : number + 1]
        other = step.mergeable_with
        if other is None:
            continue
        fits = [each.name for each in after if each.act == step.act == "discuss"]
        if other not in fits:
            yield fault(
                (*at, number, "mergeable_with"),
                f"“{step.name}”只能与紧接着的讨论步骤合并，不能与“{other}”合并",
                f"{step.name} merges with the discussion right after it only, not with {other}",
                f"写 {fits[0]}" if fits else "删去 mergeable_with",
                f"write {fits[0]}" if fits else "drop mergeable_with",
            )
        if rules.merging.posts is None:
            yield fault(
                (*_AT, "merging", "posts"),
                f"“{step.name}”可以合并，但没有写由哪些职务一人兼任",
                f"{step.name} may be merged, but the posts that one person holds are not named",
                "写明 posts，或删去 mergeable_with",
                "name the posts, or drop mergeable_with",
            )


def _kind(kind: Kind, rules: DeliberationRules, at: At) -> Iterator[Fault]:
    yield from known_only([kind.way], [way.name for way in rules.ways], (*at, "way"), _WAY)
    items = {key for text in VILLAGERS_LAW.versions for key in text.lists["villagers"]}
    listed = [kind.listed] if kind.listed is not None else None
    yield from known_only(listed, sorted(items), (*at, "listed"), _ITEM)
    way = rules.way(kind.way)
    resolving = [b.law for s in way.steps if s.act == "resolve" for b in s.bodies] if way else []
    if way and (kind.villagers or kind.listed) and not VILLAGERS & set(resolving):
        yield fault(
            (*at, "way"),
            f"“{kind.name}”须由村民会议或者村民代表会议决定，“{way.name}”没有这样的决议",
            f"{kind.name} must be decided by the villagers, which {way.name} does not provide",
            "换一种办法，或写明决议机构的 law",
            "choose another way, or name the law of the body that resolves",
        )
