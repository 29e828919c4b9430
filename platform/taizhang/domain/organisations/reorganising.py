"""Merger, split and dissolution: who follows is named, in the middle of a cycle or not."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import OrganisationId, Text
from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.boundaries import of_units, successions
from taizhang.domain.organisations.reading import RegisterSlice
from taizhang.domain.organisations.unit import Unit
from taizhang.domain.organisations.unit_changes import code_given
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

COUNTS = Refusal(
    "organisations.reorganisation_counts",
    zh="{change}：原单位 {before} 个、后续单位 {after} 个；应为{needed}",
    en="{change}: {before} units before and {after} after; it needs {needed_en}",
)
NOT_A_SUCCESSOR = Refusal(
    "organisations.not_a_successor",
    zh="{what}应由后续单位承接，“{name}”不是其中之一",
    en="{name} is none of the successors, so it cannot take over the {what_en}",
)
TO_ITSELF = Refusal(
    "organisations.dissolved_to_itself",
    zh="“{name}”撤销后不存在，问题台账和名额须另指定单位",
    en="{name} is dissolved, so tickets and quota need another unit",
)


class Reorganisation(StrEnum):
    """What became of the units."""

    MERGER = "merger"
    SPLIT = "split"
    DISSOLUTION = "dissolution"

    @property
    def words(self) -> str:
        """As people call it."""
        return {"merger": "合并", "split": "分设", "dissolution": "撤销"}[self]


_NEEDED = {
    Reorganisation.MERGER: ("原单位 2 个以上、后续单位 1 个", "two or more, and one"),
    Reorganisation.SPLIT: ("原单位 1 个、后续单位 2 个以上", "one, and two or more"),
    Reorganisation.DISSOLUTION: ("原单位 1 个、没有后续单位", "one, and none"),
}

_Ids = Annotated[list[OrganisationId], Meta(max_length=50)]


class ReorganiseUnits(Command, name="organisations.reorganise", title="单位合并、分设、撤销"):
    """Merge, split or dissolve units, and name who takes over tickets and the place in the quota.

    A unit that is among the successors goes on. `quota` is left out where nobody takes the place.
    """

    change: Annotated[Reorganisation, Meta(title="变动方式")]
    organisations: Annotated[_Ids, Meta(min_length=1, title="变动的单位")]
    tickets: Annotated[OrganisationId, Meta(title="承接问题的单位")]
    since: Annotated[date, Meta(title="变动日期")]
    document: Annotated[Text, Meta(title="依据文件")]
    successors: Annotated[_Ids, Meta(title="后续单位")] = []
    quota: Annotated[OrganisationId | None, Meta(title="承接名额的单位")] = None


@decides(ReorganiseUnits, by=Role.CLERK)
class Reorganising(RegisterSlice[ReorganiseUnits]):
    """All units must exist on the day; whoever takes over must be a successor."""

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        named = [*ask.organisations, *ask.successors, ask.tickets, *filter(None, [ask.quota])]
        return [*of_units(named), *successions()]

    def execute(self) -> None:
        ask = self.ask
        self.require_now(ask.since)
        before, after = list(dict.fromkeys(ask.organisations)), list(dict.fromkeys(ask.successors))
        for id in [*before, *after, ask.tickets, *filter(None, [ask.quota])]:
            self.require_unit(id, ask.since)
        self._check_counts(len(before), len(after))
        self._check_heir(ask.tickets, after, "问题台账", "tickets")
        if ask.quota is not None:
            self._check_heir(ask.quota, after, "名额", "place in the quota")
        for id in before:
            self._succeed(self.roll.unit(id), after)

    def _check_counts(self, before: int, after: int) -> None:
        change = self.ask.change
        zh, en = _NEEDED[change]
        fine = {
            Reorganisation.MERGER: before > 1 and after == 1,
            Reorganisation.SPLIT: before == 1 and after > 1,
            Reorganisation.DISSOLUTION: before == 1 and after == 0,
        }[change]
        words = {"needed": zh, "needed_en": en}
        self.refuse_unless(fine, COUNTS(change=change.words, before=before, after=after, **words))

    def _check_heir(self, id: str, successors: list[str], what: str, what_en: str) -> None:
        unit = {"id": id, "name": self.name_of(id)}
        if self.ask.change is Reorganisation.DISSOLUTION:
            self.refuse_unless(id not in self.ask.organisations, TO_ITSELF(**unit))
        else:
            wrong = NOT_A_SUCCESSOR(what=what, what_en=what_en, **unit)
            self.refuse_unless(id in successors, wrong)

    def _taken_over(self, unit: str) -> date:
        """When it last took something over: it existed on that day, and no chain turns back."""
        changes = (change for each in self.roll.units.values() for change in each.changes)
        named = (c for c in changes if unit in (c.tickets, c.quota, *c.successors))
        return max((c.since for c in named if c.organisation != unit), default=date.min)

    def _succeed(self, unit: Unit, successors: list[str]) -> None:
        ask, continues = self.ask, unit.id in successors
        if continues and ask.change is Reorganisation.MERGER:
            return  # the others come to it; nothing changes for itself
        last = max([change.since for change in unit.changes], default=date.min)
        self.require_order(unit.id, "变更", ask.since, last)
        self.require_order(unit.id, "承接", ask.since, self._taken_over(unit.id))
        if not continues:
            for scheme in [s for s in unit.codes if unit.code(s)]:
                self.record(code_given(unit, scheme, None, ask.since))
        self.record(
            e.OrganisationSucceeded(
                organisation=unit.id,
                change=str(ask.change),
                successors=successors,
                tickets=ask.tickets,
                quota=ask.quota,
                continues=continues,
                since=ask.since,
                document=ask.document,
            )
        )
