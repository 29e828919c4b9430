"""Coherence: every section of a file is asked what it says against itself and against others."""

from collections.abc import Iterator, Mapping

from taizhang.rules.fault import Fault, Words
from taizhang.rules.provision import Rules
from taizhang.rules.unread import UNREAD, Unread


def incoherent(rules: Mapping[str, Rules]) -> Iterator[Fault]:
    """Faults between the provisions, the core's and the plugins' alike, as far as they are read."""
    for section, each in rules.items():
        if each is not UNREAD:
            yield from _asked(section, each, rules)


def _asked(section: str, rules: Rules, file: Mapping[str, Rules]) -> Iterator[Fault]:
    try:
        yield from rules.incoherences(file)
    except Unread:
        return
    except Exception as error:  # it is its author's to mend; all other faults are told all the same
        said = f"{type(error).__name__}: {error}"
        expected = Words(
            f"“{section}”的规则不能检查（{said}）",
            f"the rules of {section!r} cannot be checked ({said})",
        )
        remedy = Words("请方案的作者改正 incoherences", "let the scheme's author mend incoherences")
        yield Fault(("rules", section), expected, remedy, code="unchecked")
