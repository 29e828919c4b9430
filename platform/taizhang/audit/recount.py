"""Recounting a box as an auditor does: its list against the log, its numbers, its sealed ballots.

Whoever holds the list can tell that it was changed; with two shares of the key, which vote was.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from taizhang.audit.recount_ballots import ballot_faults
from taizhang.audit.recount_lists import list_faults
from taizhang.audit.recount_log import box_log
from taizhang.audit.recount_numbers import number_faults
from taizhang.domain.ballots.lists import ChoiceList


class Recounted(Struct, frozen=True, kw_only=True):
    """What a recount came to. `opened`: the sealed ballots were opened and matched as well."""

    box: str
    ballots: int
    lines: int
    opened: bool
    differences: list[str]

    def report(self) -> str:
        """In words, the differences first."""
        how = "已启封逐票核对" if self.opened else "未启封选票（没有提供密钥）"
        head = f"票箱“{self.box}”：{self.ballots} 张选票，{self.lines} 题，{how}"
        end = f"发现 {len(self.differences)} 处不符" if self.differences else "没有发现不符"
        return "\n".join([head, *self.differences, end])


def recount(
    events: Iterable[object], box: str, lists: Sequence[ChoiceList], shares: Sequence[str] = ()
) -> Recounted:
    """Count a box again. Raises Refused for a box that was never counted, or foreign shares."""
    log = box_log(events, box)
    differences = [*number_faults(log), *list_faults(log, lists)]
    if shares:
        differences += ballot_faults(log, lists, shares)
    return Recounted(
        box=box,
        ballots=log.closed.cast,
        lines=len(log.opened.questions),
        opened=bool(shares),
        differences=differences,
    )
