"""What is shown of amendments: each fact that was amended, with its trail.

The rows that the fact had made show both states themselves: the amended one, and in their history
the one that was shown before.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from taizhang.events.amendments import Change, FactAnnulled, FactCorrected
from taizhang.projections.row import At, Row, folds


class AmendedFact(Row, key=("fact",), title="更正与作废"):
    """One recorded fact that was corrected or annulled."""

    fact: Annotated[int, Meta(title="记录序号", description="Its position in the log")]
    event: Annotated[str, Meta(title="记录类别", description="The event's name")]
    state: Annotated[
        Literal["corrected", "annulled"],
        Meta(title="更正或作废", description="corrected 已更正，annulled 已作废"),
    ]
    times: Annotated[int, Meta(title="更正次数", description="How often it was corrected")]
    changes: Annotated[list[str], Meta(title="更正前后", description="Each field before and after")]
    reason: Annotated[str, Meta(title="原因", description="Why")]
    evidence: Annotated[str, Meta(title="依据", description="What it rests on")]


@folds(AmendedFact, FactCorrected, "fact")
def _(row: AmendedFact | None, event: FactCorrected, at: At) -> AmendedFact:
    return AmendedFact(
        fact=event.fact,
        event=event.event,
        state="corrected",
        times=row.times + 1 if row else 1,
        changes=[*(row.changes if row else []), *(_told(at, each) for each in event.changes)],
        reason=event.reason,
        evidence=event.evidence,
    )


@folds(AmendedFact, FactAnnulled, "fact")
def _(row: AmendedFact | None, event: FactAnnulled, at: At) -> AmendedFact:
    known = row or AmendedFact(
        fact=event.fact,
        event=event.event,
        state="annulled",
        times=0,
        changes=[],
        reason=event.reason,
        evidence=event.evidence,
    )
    return replace(known, state="annulled", reason=event.reason, evidence=event.evidence)


def _told(at: At, change: Change) -> str:
    return f"{at.on} {change.field}：由 {_text(change.was)} 更正为 {_text(change.becomes)}"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
