"""Names: what a scheme's contributions are called; no two schemes may mean different things by one.

They are stored and published for good, so a name that is taken is never taken over.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taizhang.scheme import Scheme

_SCHEME = re.compile(r"[a-z][a-z0-9_]*")
_PREFIXED = ("命令", "事件", "策略", "应办事项", "文书")


class Name(NamedTuple):
    """One name, and what kind of thing it names."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Taken:
    """The names of the schemes that are there already."""

    def __init__(self, schemes: Iterable[Scheme] = ()) -> None:
        self._owners: dict[Name, str] = {}
        for scheme in schemes:
            self.add(scheme)

    def add(self, scheme: Scheme) -> None:
        """Take the names of one more scheme."""
        self._owners |= dict.fromkeys(names_of(scheme), scheme.name)

    def faults(self, scheme: Scheme) -> Iterator[str]:
        """The names that another scheme has, or that this one gives twice."""
        for name, times in Counter(names_of(scheme)).items():
            if owner := self._owners.get(name):
                yield f"{name} 与方案“{owner}”的重名，升级或卸载其中一个"
            elif times > 1:
                yield f"{name} 写了 {times} 次"


def names_of(scheme: Scheme) -> Iterator[Name]:
    """All names that a scheme takes."""
    yield Name("方案", scheme.name)
    yield from (Name("命令", each.command_name) for each in scheme.commands)
    yield from (Name("事件", each.event_name) for each in scheme.events)
    yield from (Name("数据", each.__name__) for each in scheme.rows)
    yield from (Name("规则", each.section) for each in scheme.rules)
    yield from (Name("策略", each.name) for each in scheme.policies)
    yield from (Name("应办事项", each.name) for each in scheme.obligations)
    yield from (Name("文书", each.name) for each in scheme.documents)


def misnamed(scheme: Scheme, *, core: bool = False) -> Iterator[str]:
    """Names that do not begin with the scheme's own."""
    own = scheme.name
    if not _SCHEME.fullmatch(own):
        yield f"方案名“{own}”应以小写字母开头，只用小写字母、数字和下划线"
    for name in names_of(scheme):
        if name.kind in _PREFIXED and not name.name.startswith(f"{own}."):
            yield f"{name} 不以“{own}.”开头" if name.name else f"有{name.kind}没有写名称（name=）"
        if name.kind == "规则" and not core and not f"{name.name}_".startswith(f"{own}_"):
            yield f"{name} 应为“{own}”，或以“{own}_”开头"
