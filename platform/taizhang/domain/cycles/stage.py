"""The stage of a cycle and what blocks it: from figures only, so that any row can be judged."""

from collections.abc import Iterator

from msgspec import Struct

from taizhang.domain.cycles.events import Step

STAGES = (
    "已启动",
    "述职报告已审阅",
    "已述职",
    "已点评",
    "已计票",
    "等次已拟定",
    "等次已审定",
    "评议结果已反馈",
    "考核结果已公布",
    "已办结",
)
"""In the order of the procedure."""


class Figures(Struct, frozen=True, kw_only=True):
    """How far each step has got."""

    steps: list[Step] = []
    units: int = 0
    persons: int = 0
    submitted: int = 0
    accepted: int = 0
    debriefed: int = 0
    uncommented: list[str] = []
    """Units that have debriefed and wait for their comment: few, as each is given at once."""
    boxes_opened: int = 0
    uncounted: list[str] = []
    """Boxes that were opened and not tallied."""
    drafted: list[str] = []
    confirmed: list[str] = []
    graded: int = 0
    fed_back: int = 0
    acknowledged: int = 0
    published: list[str] = []
    concluded: bool = False

    @property
    def lists(self) -> list[str]:
        """The grade lists that the cycle needs."""
        return [name for name, n in (("units", self.units), ("persons", self.persons)) if n]

    @property
    def decided(self) -> bool:
        """Whether every list is confirmed."""
        return bool(self.lists) and set(self.lists) <= set(self.confirmed)


def stage(figures: Figures) -> str:
    """The furthest that the cycle as a whole has come."""
    f, n = figures, figures.units
    reached = (
        True,
        bool(n) and f.accepted >= n,
        bool(n) and f.debriefed >= n,
        bool(n) and f.debriefed >= n and "comments" in f.steps and not f.uncommented,
        f.boxes_opened > 0 and not f.uncounted,
        bool(f.lists) and set(f.lists) <= {*f.drafted, *f.confirmed},
        f.decided,
        f.decided and 0 < f.graded <= f.fed_back,
        f.decided and set(f.lists) <= set(f.published),
        f.concluded,
    )
    return [name for name, fine in zip(STAGES, reached, strict=True) if fine][-1]


def blocked_by(figures: Figures) -> list[str]:
    """What still stands before the next decision, one sentence each, with the rule's number."""
    if figures.concluded:
        return []
    return list(_after(figures) if figures.decided else _before(figures))


def _before(f: Figures) -> Iterator[str]:
    if not f.lists:
        yield "没有考核对象（S0-01）"
    if "reports" in f.steps:
        yield from _some(f.units - f.submitted, "个单位未交述职报告（S0-05）")
        yield from _some(f.submitted - f.accepted, "份述职报告待审阅（S0-06）")
    if "debriefs" in f.steps:
        yield from _some(f.units - f.debriefed, "个单位未述职（S0-09）")
    if "comments" in f.steps:
        yield from _some(len(f.uncommented), "个单位述职后未点评（S0-10）")
    if "ballots" in f.steps and not f.boxes_opened:
        yield "尚未测评（S0-11）"
    yield from _some(len(f.uncounted), "个票箱未计票（S0-11）")
    if "grades" in f.steps:
        yield from _undecided(f)


def _undecided(f: Figures) -> Iterator[str]:
    words = {"units": "等次名单", "persons": "个人等次名单"}
    rules = {"units": "S2-15", "persons": "S2-16"}
    for name in f.lists:
        if name not in f.confirmed:
            verb = "审定" if name in f.drafted else "拟定"
            yield f"{words[name]}尚未{verb}（{rules[name]}）"


def _after(f: Figures) -> Iterator[str]:
    if "feedback" in f.steps:
        yield from _some(f.graded - f.fed_back, "个考核对象的评议结果未反馈（S0-13）")
    if "acknowledgement" in f.steps:
        yield from _some(f.fed_back - f.acknowledged, "个考核对象未签收评议结果（S0-13）")
    if "publication" in f.steps:
        words = {"units": "考核结果", "persons": "个人考核结果"}
        yield from (f"{words[of]}尚未公布（S0-16）" for of in f.lists if of not in f.published)
    yield "考核结果尚未办结（S0-16）"


def _some(count: int, what: str) -> Iterator[str]:
    if count > 0:
        yield f"尚有 {count} {what}"
