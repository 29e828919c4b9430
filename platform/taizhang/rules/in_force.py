"""Rules in force: what was adopted earlier in the log and is effective by a business date."""

import functools
import re
from datetime import date
from typing import Any, NamedTuple, TypeVar

import msgspec

from taizhang.errors import Refusal, Refused
from taizhang.rules.events import RulesAdopted
from taizhang.rules.provision import Rules

R = TypeVar("R", bound=Rules)
_PLACE = re.compile(r"(.*?)(?: - at `\$\.?(.*)`)?", re.DOTALL)

NOT_ADOPTED = Refusal(
    "rules.not_adopted",
    zh="本单位没有采用“{section}”的规则（{on} 时）",
    en="this tenant has adopted no rules for {section} in force on {on}",
)
UNREADABLE = Refusal(
    "rules.unreadable",
    zh="《{document}》采用的规则 {path} 与已安装的方案“{section}”不符（{error}）；"
    "请按这一版改好单位文件后重新应用，或请运维装回原来的版本",
    en="{path} as adopted by {document!r} does not fit the installed version of {section}: {error}",
    status=500,
)


class Adopted(NamedTuple):
    """One adoption, at its position in the log."""

    position: int
    event: RulesAdopted


class RulesInForce:
    """The rules that a decision of one day may use."""

    def __init__(self, adoptions: tuple[Adopted, ...], on: date) -> None:
        self._adoptions = adoptions
        self._on = on

    def at(self, day: date) -> "RulesInForce":
        """What of the same adoptions holds on another day."""
        return RulesInForce(self._adoptions, day)

    def of(self, rules: type[R]) -> R:
        """A scheme's rules. Raises Refused(`rules.not_adopted`, or `rules.unreadable`)."""
        found = self.find(rules)
        if found is None:
            raise Refused(NOT_ADOPTED(section=rules.section, on=self._on.isoformat()))
        return found

    def find(self, rules: type[R]) -> R | None:
        """A scheme's rules, or None where the tenant has none. Raises Refused(`rules.unreadable`)
        where another version of the scheme had read what was adopted.
        """
        effective = (a for a in self._adoptions if a.event.effective_from <= self._on)
        holding = (a for a in effective if rules.section in a.event.sections)
        latest = max(holding, key=lambda a: (a.event.effective_from, a.position), default=None)
        return None if latest is None else _of(rules, latest.event)


def _of(rules: type[R], adopted: RulesAdopted) -> R:
    try:
        found: R = _read(rules, _Hashed(adopted.sections))
    except msgspec.ValidationError as error:
        match = _PLACE.fullmatch(str(error))
        said, place = match.groups() if match else (str(error), None)
        path = ".".join(filter(None, ("rules", rules.section, place)))
        values = {"document": adopted.document, "section": rules.section, "path": path}
        raise Refused(UNREADABLE(**values, error=said)) from error
    return found


class _Hashed:
    """Sections by identity, so that an adoption is read once."""

    def __init__(self, sections: dict[str, dict[str, Any]]) -> None:
        self.sections = sections

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and other.sections is self.sections

    def __hash__(self) -> int:
        return id(self.sections)


@functools.lru_cache(maxsize=4096)
def _read(rules: type[R], adopted: _Hashed) -> R:
    return read(rules, adopted.sections[rules.section])


def read(rules: type[R], section: dict[str, Any]) -> R:
    """A scheme's rules from plain data. Raises msgspec.ValidationError."""
    return msgspec.convert(section, rules, strict=False)
