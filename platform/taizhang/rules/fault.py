"""Fault: one thing that is wrong with a tenant's file, where it stands, and what to do about it."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from taizhang.errors import Reason, Refusal
from taizhang.suggest import nearest

#: Keys from the top of the file down; the entries of an array count from 1.
Path = tuple[str | int, ...]

FAULTY = Refusal(
    "onboarding.file",
    zh="{file}{place} {path}：{expected}；{remedy}",
    en="{file}{place_en} {path}: {expected_en}; {remedy_en}",
)


class Words(NamedTuple):
    """The same said twice."""

    zh: str
    en: str


class Fault(Struct, frozen=True):
    """What was expected at a place of the file, and the remedy."""

    at: Path
    expected: Words
    remedy: Words
    line: int | None = None
    code: str = "incoherent"
    """What kind of fault it is, for machines."""

    @property
    def path(self) -> str:
        """The place as people read it: `organisations#3.id`."""
        text = "".join(f"#{key}" if isinstance(key, int) else f".{key}" for key in self.at)
        return text.removeprefix(".") or "（文件）"

    def reason(self, file: str) -> Reason:
        """The fault as a ground of a refusal."""
        return FAULTY(
            file=file,
            kind=self.code,
            line=self.line,
            path=self.path,
            place=f" 第 {self.line} 行" if self.line else "",
            place_en=f" line {self.line}" if self.line else "",
            expected=self.expected.zh,
            expected_en=self.expected.en,
            remedy=self.remedy.zh,
            remedy_en=self.remedy.en,
        )


def missing(at: Path) -> Fault:
    """A table that is needed and not there."""
    name = at[-1]
    remedy = Words(f"补上 {name} = 一张表", f"add {name} = a table")
    expected = Words(f"缺少“{name}”", f"{name!r} is missing")
    return Fault(at, expected, remedy, code="missing")


def unnamed(at: Path) -> Fault:
    """A list that must have an entry and has none."""
    expected = Words("至少要有一项", "at least one entry is needed")
    return Fault(at, expected, Words("写出各项名称", "name the entries"), code="empty")


def unknown(at: Path, name: str, what: Words, known: Iterable[str]) -> Fault:
    """A name that means nothing here, with the known name that was probably meant."""
    names = sorted(known) if isinstance(known, set) else list(known)
    near = nearest(name, names)
    expected = Words(f"没有“{name}”这个{what.zh}", f"there is no {what.en} {name!r}")
    if near:
        meant = Words(f"是否想写“{near}”？", f"did you mean {near!r}?")
        return Fault(at, expected, meant, code="unknown")
    listed = Words("、".join(names) or "（无）", ", ".join(names) or "(none)")
    remedy = Words(f"可用的有：{listed.zh}", f"known: {listed.en}")
    return Fault(at, expected, remedy, code="unknown")
