"""Profiles: versions of a national text, each from its day on. A tenant may tighten what they say.

What rests on a version that nobody has compared with the official print yet is provisional (暂算).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from taizhang.measures.quota import share_of
from taizhang.measures.threshold import Threshold
from taizhang.rules.fault import Fault, Path, Words

Base = Literal["全体", "应到", "实到"]
#: From the widest to the narrowest: a share of a wider base is never fewer heads.
BASES: tuple[Base, ...] = ("全体", "应到", "实到")
_ENGLISH = {"全体": "all members", "应到": "those due", "实到": "those present"}


class Share(Struct, frozen=True, forbid_unknown_fields=True):
    """`share` (2/3, 50%) of a stated base; `strict`: more than that (超过、过半数)."""

    share: str
    base: Base
    strict: bool

    def __post_init__(self) -> None:
        """Raise ValueError for what is no share."""
        share_of(self.share)

    @property
    def threshold(self) -> Threshold:
        """How many of the base are enough."""
        return Threshold.part(share_of(self.share), strict=self.strict)

    @property
    def words(self) -> str:
        """As people say it: `超过实到的 1/2`."""
        return f"{'超过' if self.strict else '不少于'}{self.base}的 {self.share}"

    @property
    def english(self) -> str:
        """The same in English."""
        return f"{'more than' if self.strict else 'at least'} {self.share} of {_ENGLISH[self.base]}"

    def covers(self, other: "Share") -> bool:
        """Whether this is nowhere looser than the other, whatever the heads are."""
        wide = BASES.index(self.base) <= BASES.index(other.base)
        mine, theirs = share_of(self.share), share_of(other.share)
        return wide and (mine > theirs or (mine == theirs and self.strict >= other.strict))


class Bound(Struct, frozen=True):
    """What one article demands: a share, at least so many days, from so many `heads` on, or
    generally (一般) at `most` so many. `unless`: what lifts it.
    """

    article: str
    share: Share | None = None
    days: int | None = None
    heads: int | None = None
    most: int | None = None
    unless: str | None = None


class Profile(Struct, frozen=True, kw_only=True):
    """One version of a text. `articles` hold its words, `bounds` and `lists` what follows."""

    version: str
    title: str
    effective_from: date
    verified: bool
    articles: Mapping[str, str]
    bounds: Mapping[str, Bound] = {}
    lists: Mapping[str, Mapping[str, str]] = {}

    def quote(self, article: str) -> str:
        """An article as a refusal cites it."""
        mark = "" if self.verified else "，文本未核实，暂算"
        return f"《{self.title}》（{self.version}{mark}）{article}：{self.articles[article]}"

    def clause(self, bound: str) -> str | None:
        """The article that a bound rests on, quoted; None where there is no such bound."""
        found = self.bounds.get(bound)
        return self.quote(found.article) if found else None


class NationalText(Struct, frozen=True):
    """All versions of one text, in the order of their days."""

    name: str
    versions: tuple[Profile, ...]

    def __post_init__(self) -> None:
        """Raise ValueError for versions that are out of order, or begin on one day."""
        days = [each.effective_from for each in self.versions]
        if days != sorted(set(days)):
            raise ValueError(f"{self.name}: the versions are not in the order of their days")

    def in_force(self, on: date) -> Profile | None:
        """The version of a day; None before the first that is known here."""
        begun = [each for each in self.versions if each.effective_from <= on]
        return begun[-1] if begun else None


def loosened(
    profile: Profile | None, bound: str, set_to: "Share | int | None", at: Path
) -> Iterator[Fault]:
    """The fault of a tenant's file that asks for less than a national text; of nothing, none."""
    found = profile.bounds.get(bound) if profile else None
    if profile is None or found is None or set_to is None or _enough(found, set_to):
        return
    least = found.share.words if found.share else f"不少于 {found.days} 天"
    least_en = found.share.english if found.share else f"at least {found.days} days"
    yield Fault(
        at,
        Words(
            f"不得低于国家规定（{least}）：{profile.quote(found.article)}",
            f"a national text asks for {least_en} ({profile.version}, {found.article})",
        ),
        Words(f"改为{least}，或者更严", f"set {least_en}, or something stricter"),
    )


def _enough(bound: Bound, set_to: Share | int) -> bool:
    if isinstance(set_to, Share):
        return bound.share is None or set_to.covers(bound.share)
    return bound.days is None or set_to >= bound.days
