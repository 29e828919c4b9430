"""Rules in force: what was adopted earlier in the log and is effective by a business date."""

import functools
from datetime import date
from typing import Any, NamedTuple, TypeVar

import msgspec

from taizhang.errors import Refusal, Refused
from taizhang.rules.events import RulesAdopted
from taizhang.rules.provision import Rules

R = TypeVar("R", bound=Rules)

NOT_ADOPTED = Refusal(
    "rules.not_adopted",
    zh="本单位没有采用“{section}”的规则（{on} 时）",
    en="this tenant has adopted no rules for {section} in force on {on}",
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

    def of(self, rules: type[R]) -> R:
        """A scheme's rules. Raises Refused(`rules.not_adopted`)."""
        found = self.find(rules)
        if found is None:
            raise Refused(NOT_ADOPTED(section=rules.section, on=self._on.isoformat()))
        return found

    def find(self, rules: type[R]) -> R | None:
        """A scheme's rules, or None where the tenant has none."""
        effective = (a for a in self._adoptions if a.event.effective_from <= self._on)
        holding = (a for a in effective if rules.section in a.event.sections)
        latest = max(holding, key=lambda a: (a.event.effective_from, a.position), default=None)
        return None if latest is None else _read(rules, _Hashed(latest.event.sections))


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
