"""The promises of 一定三有 beside pay, as facts with evidence (procedures section 5)."""

from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Refused, Role, Selector, decides, event
from taizhang.core import Naming, OrganisationId, PersonId, Text, registered, unknown
from taizhang_plugins.pay.names import PROMISE, PromiseId, Year
from taizhang_plugins.pay.promise_events import PromiseKept, PromiseKind
from taizhang_plugins.pay.provisions import Promises
from taizhang_plugins.pay.rules import rules_for

NO_PROMISES = Refusal(
    "pay.promises_not_chosen",
    zh="本单位没有写明“一定三有”除报酬外的各项是什么，不能登记落实情况",
    en="what 一定三有 promises beside pay was not stated here, so nothing is recorded of it",
    rule="S0-32",
)
TAKEN = Refusal(
    "pay.promise_taken",
    zh="落实记录编号“{promise}”已经用过",
    en="the promise {promise!r} is recorded already",
    status=409,
)


class KeepPromise(Command, name="pay.keep_promise", title="登记“一定三有”落实情况"):
    """Record what was done for one of the promises, and what proves it."""

    promise: PromiseId
    year: Year
    organisation: OrganisationId
    kind: PromiseKind
    done: Annotated[Text, Meta(title="落实情况")]
    evidence: Annotated[Text, Meta(title="落实依据")]
    person: PersonId | None = None


@decides(KeepPromise, by=(Role.CLERK, Role.FINANCE))
class PromiseKeeping(Naming[KeepPromise]):
    """Each record has a number of its own and says what proves it."""

    taken = False

    def consistency_boundary(self) -> list[Selector]:
        own = Selector([PromiseKept], [PROMISE(self.ask.promise)])
        return [own, *registered(self.ask.organisation)]

    @event(PromiseKept)
    def _(self) -> None:
        self.taken = True

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(self.knows(ask.organisation), unknown("单位", ask.organisation))
        self.refuse_unless(not self.taken, TAKEN(promise=ask.promise))
        self.record(
            PromiseKept(
                promise=ask.promise,
                year=str(ask.year),
                organisation=ask.organisation,
                person=ask.person,
                kind=ask.kind,
                called=self._called(),
                done=ask.done,
                evidence=ask.evidence,
            )
        )

    def _called(self) -> str:
        rules = rules_for(self.context, self.ask.year)
        if rules.promises is None:
            raise Refused(NO_PROMISES(clause=rules.clause))
        return words_of(rules.promises)[self.ask.kind]


def words_of(promises: Promises) -> dict[str, str]:
    """What a tenant calls each promise."""
    return {
        "duties": promises.duties,
        "prospects": promises.prospects,
        "security": promises.security,
    }
