"""Owing: what follows from a fact is due by a day."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import SUBJECT, SubjectId
from taizhang.domain.obligations import events as e
from taizhang.domain.obligations.handing import Handing
from taizhang.domain.obligations.names import DUTY, OBLIGATION, duty_of
from taizhang.domain.obligations.standing import OF_DUTY
from taizhang.domain.organisations.boundaries import successions
from taizhang.tenancy.roles import Role


class OweDuty(Command, name="obligations.owe", title="记入应办事项"):
    """Say that something is due. Owed again by the same day, it changes nothing; by another day,
    that one holds from now on, unless it was done or waived before. An older fact that is
    corrected does not undo what a later one has put off.
    """

    obligation: Annotated[str, Meta(title="应办事项")]
    scheme: Annotated[str, Meta(title="方案")]
    title: Annotated[str, Meta(title="名称")]
    rule: Annotated[str | None, Meta(title="规则编号")]
    subject: SubjectId | None
    key: Annotated[str, Meta(title="期次或事由")]
    due: Annotated[date, Meta(title="到期日")]
    source: Annotated[int, Meta(title="所据记录")]


def of_subject(obligation: str, subject: str | None, key: str) -> list[Selector]:
    """One duty, with whatever became of it in other hands; and all of its kind that somebody has,
    or has had. The tenant's own passes to nobody.
    """
    this = Selector(OF_DUTY, [DUTY(duty_of(obligation, subject, key))])
    if subject is None:
        return [this]
    return [this, Selector(OF_DUTY, [SUBJECT(subject), OBLIGATION(obligation)])]


@decides(OweDuty, by=Role.SYSTEM)
class Owing(Handing[OweDuty]):
    """What a unit that is gone would owe, its successor owes, beside what it owes already. Whether
    a day that is past was missed is asked next, when the facts before this are counted.
    """

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        return [*of_subject(ask.obligation, ask.subject, ask.key), *successions()]

    def execute(self) -> None:
        ask = self.ask
        self.require_key(ask.obligation, ask.key)
        id = duty_of(ask.obligation, ask.subject, ask.key)
        known = self.duties.get(id)
        if known is not None and (known.over or known.met or known.due == ask.due):
            return
        if known is not None and (known.source or 0) > ask.source:
            return
        self.record(
            e.ObligationOwed(
                duty=id,
                obligation=ask.obligation,
                scheme=ask.scheme,
                title=ask.title,
                rule=ask.rule,
                subject=ask.subject,
                key=ask.key,
                first=None,
                due=ask.due,
                previous=known.due if known else None,
                times=1,
                source=ask.source,
            )
        )
        self.follow(self.duties[id], ask.obligation, once=False)
