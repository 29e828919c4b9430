"""The end: members and people are asked whether they are satisfied, and it is done (整顿到位)."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import OrganisationId, Text
from taizhang.domain.overhauls.events import Asked, OverhaulFinished, SatisfactionSurveyed
from taizhang.domain.overhauls.standing import OfOverhaul, OverhaulCommand
from taizhang.domain.refusals import unknown
from taizhang.errors import Reason, Refusal, Refused
from taizhang.measures.quota import percent, share_of
from taizhang.tenancy.roles import Role

UNKNOWN_GROUP = Refusal(
    "overhauls.unknown_group",
    zh="没有“{group}”这一类测评对象，或写了不止一次；规定的是：{groups}",
    en="{group!r} is no group to be asked, or is named twice; there are: {groups}",
    rule="S1-04",
)
MORE_THAN_ASKED = Refusal(
    "overhauls.more_than_asked",
    zh="“{group}”满意 {satisfied} 人，多于测评的 {asked} 人",
    en="{satisfied} of {asked} {group} are satisfied",
)
NOT_CARRIED_OUT = Refusal(
    "overhauls.measure_open",
    zh="第 {number} 项整顿措施还没有落实：{measure}",
    en="measure {number} was not carried out yet: {measure}",
    rule="S1-04",
)
NOT_ASKED = Refusal(
    "overhauls.not_asked",
    zh="还没有测评党员群众对整顿“{name}”是否满意",
    en="nobody was asked yet whether the overhaul of {name} satisfies",
    rule="S1-04",
)
NOT_SATISFIED = Refusal(
    "overhauls.not_satisfied",
    zh="测评 {asked} 人，满意 {satisfied} 人（{share}），规定不低于 {least}",
    en="{satisfied} of {asked} are satisfied ({share}); at least {least} are needed",
    rule="S1-04",
)


class SurveySatisfaction(OverhaulCommand, name="overhauls.survey", title="测评整顿满意度"):
    """Enter how many of each group were asked, and how many are satisfied. The last one counts."""

    groups: Annotated[list[Asked], Meta(min_length=1, max_length=50, title="各类测评")]


class FinishOverhaul(OverhaulCommand, name="overhauls.finish", title="认定整顿到位"):
    """Find that the organisation is weak no more."""

    organisation: OrganisationId
    finding: Annotated[Text, Meta(title="整顿结论")]


@decides(SurveySatisfaction, by=(Role.CLERK, Role.SUPERVISOR))
class Surveying(OfOverhaul[SurveySatisfaction]):
    """While the plan is carried out; nobody is satisfied who was not asked."""

    def execute(self) -> None:
        ask = self.ask
        self.require("planned")
        if wrong := list(self._wrong()):
            raise Refused(*wrong)
        self.record(
            SatisfactionSurveyed(
                overhaul=ask.overhaul,
                organisation=self.organisation,
                groups=ask.groups,
                asked=sum(group.asked for group in ask.groups),
                satisfied=sum(group.satisfied for group in ask.groups),
            )
        )

    def _wrong(self) -> Iterator[Reason]:
        provision = self.rules.satisfaction
        known, clause = provision.groups, provision.basis("groups")
        times = Counter(each.group for each in self.ask.groups)
        for group, number in times.items():
            if number > 1 or (known and group not in known):
                names = "、".join(known) or "（不限）"
                yield UNKNOWN_GROUP(clause=clause, group=group, groups=names)
        for each in self.ask.groups:
            if each.satisfied > each.asked:
                yield MORE_THAN_ASKED(group=each.group, asked=each.asked, satisfied=each.satisfied)


@decides(FinishOverhaul, by=(Role.CLERK, Role.SUPERVISOR))
class Finishing(OfOverhaul[FinishOverhaul]):
    """All of the plan is done, and those who were asked are satisfied as the rules want it."""

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), *self.of_unit(self.ask.organisation)]

    def execute(self) -> None:
        ask = self.ask
        self.require("planned")
        own = unknown(f"“{self.name_of(ask.organisation)}”的整顿", ask.overhaul)
        self.refuse_unless(self.organisation == ask.organisation, own)
        if lacking := [*self._open(), *self._unsatisfied()]:
            raise Refused(*lacking)
        self.record(
            OverhaulFinished(
                overhaul=ask.overhaul, organisation=ask.organisation, finding=ask.finding
            )
        )
        self.label(ask.organisation, weak=False)

    def _open(self) -> Iterator[Reason]:
        clause = self.rules.plan.clause
        for number, measure in enumerate(self.measures, start=1):
            if number not in self.carried_out:
                yield NOT_CARRIED_OUT(clause=clause, number=number, measure=measure.measure)

    def _unsatisfied(self) -> Iterator[Reason]:
        provision = self.rules.satisfaction
        if provision.required and not self.asked:
            clause = provision.basis("required")
            yield NOT_ASKED(clause=clause, name=self.name_of(self.organisation))
        least = provision.share_min
        if least and self.asked and self.satisfied < share_of(least) * self.asked:
            yield NOT_SATISFIED(
                clause=provision.basis("share_min"),
                asked=self.asked,
                satisfied=self.satisfied,
                share=percent(self.satisfied, self.asked),
                least=least,
            )
