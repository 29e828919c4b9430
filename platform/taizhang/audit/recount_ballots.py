"""Whether a list is what the sealed ballots say: each is opened and found by its number. Pure."""

from collections.abc import Iterator, Sequence

from taizhang.audit.recount_log import BoxLog
from taizhang.domain.ballots.counting import open_ballots
from taizhang.domain.ballots.desk import key_of
from taizhang.domain.ballots.events import BallotCast
from taizhang.domain.ballots.lists import ChoiceList


def ballot_faults(box: BoxLog, lists: Sequence[ChoiceList], shares: Sequence[str]) -> Iterator[str]:
    """Where list and ballots part, in words. Raises Refused for shares that do not open the box."""
    key = key_of(box.opened, shares)
    given = {each.line: each for each in lists}
    for sealed in open_ballots(box.opened, key, box.all(BallotCast)):
        if sealed.line in given:
            yield from _line_faults(sealed, given[sealed.line])
        else:
            yield f"清单里没有“{sealed.line}”"


def _line_faults(sealed: ChoiceList, given: ChoiceList) -> Iterator[str]:
    """What stands on paper beside what was cast."""
    line, cast, listed = sealed.line, dict(sealed.items), dict(given.items)
    for number, choice in cast.items():
        if number not in listed:
            yield f"“{line}”缺一票：追踪号 {number} 投“{_word(choice)}”，清单里没有"
        elif listed[number] != choice:
            words = f"投“{_word(choice)}”，清单写“{_word(listed[number])}”"
            yield f"“{line}”被改：追踪号 {number} {words}"
    for number in listed.keys() - cast.keys():
        yield f"“{line}”多一票：追踪号 {number} 在选票中没有，清单写“{_word(listed[number])}”"
    if sealed.invalid != given.invalid:
        yield f"“{line}”无效票应为 {sealed.invalid} 张，清单写 {given.invalid} 张"


def _word(choice: str) -> str:
    return choice or "空白"
