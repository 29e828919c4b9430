"""Correcting (更正): fields of a fact were recorded wrongly. The whole of it is checked anew."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.amendments.amending import AmendCommand, Amending, named
from taizhang.errors import Refusal, Refused
from taizhang.events.amendments import Change, FactCorrected
from taizhang.events.catalogue import body_of
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

FIXED_FIELD = Refusal(
    "amendments.fixed_field",
    zh="第 {fact} 条“{title}”的“{fields}”不能更正；可以更正：{allowed}。编号写错的，作废后重新录入",
    en="{fields} of event {fact} cannot be corrected, only {allowed}; annul it and enter it anew",
)
UNFIT = Refusal(
    "amendments.unfit",
    zh="更正后的第 {fact} 条“{title}”不成立：{error}",
    en="event {fact} would not be valid: {error}",
)
UNCHANGED = Refusal(
    "amendments.unchanged",
    zh="第 {fact} 条“{title}”本来就是这样，没有可更正的",
    en="event {fact} says so already",
    status=409,
)
_plain = msgspec.msgpack.Decoder()


class CorrectFact(AmendCommand, name="amendments.correct", title="更正"):
    """Replace fields of a recorded fact, by name."""

    fields: Annotated[dict[str, Any], Meta(min_length=1, max_length=50, title="更正的内容")]


@decides(CorrectFact, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Correcting(Amending[CorrectFact]):
    """Only the fields that say what happened; whom it is about cannot change."""

    def execute(self) -> None:
        fact, cited = self.standing("更正")
        self.refuse_final(fact, "更正", bool(fact.event_corrects))
        self._check_fields(fact)
        was = _plain.decode(self.body or bytes(body_of(fact)))
        body = self._body(type(fact), was | self.ask.fields)
        changes = _changes(was, _plain.decode(body))
        self.refuse_unless(bool(changes), UNCHANGED(fact=self.ask.fact, **named(fact)))
        self.record(
            FactCorrected(
                fact=self.ask.fact,
                event=fact.event_name,
                about=list(cited.tags),
                schema=fact.event_version,
                body=body,
                changes=changes,
                reason=self.ask.reason,
                evidence=self.ask.evidence,
            )
        )

    def _check_fields(self, fact: Event) -> None:
        foreign = sorted(set(self.ask.fields) - set(fact.event_corrects))
        allowed = "、".join(fact.event_corrects)
        fixed = FIXED_FIELD(
            fact=self.ask.fact, fields="、".join(foreign), allowed=allowed, **named(fact)
        )
        self.refuse_unless(not foreign, fixed)

    def _body(self, kind: type[Event], plain: dict[str, Any]) -> bytes:
        try:
            return bytes(body_of(msgspec.convert(plain, kind, builtin_types=(bytes,))))
        except msgspec.ValidationError as error:
            title = {"event": kind.event_name, "title": kind.event_title}
            raise Refused(UNFIT(fact=self.ask.fact, error=str(error), **title)) from None


def _changes(was: dict[str, Any], becomes: dict[str, Any]) -> list[Change]:
    return [
        Change(field=name, was=was.get(name), becomes=value)
        for name, value in becomes.items()
        if was.get(name) != value
    ]
