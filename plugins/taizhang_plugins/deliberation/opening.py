"""Opening a matter, by its kind; and withdrawing it before it is resolved."""

from typing import Annotated

from msgspec import Meta

from taizhang import Refused, Selector, decides
from taizhang.core import Text
from taizhang_plugins.deliberation import refusals as r
from taizhang_plugins.deliberation.events import MatterOpened, MatterWithdrawn, PlannedStep
from taizhang_plugins.deliberation.law import Texts
from taizhang_plugins.deliberation.names import MATTER, Name
from taizhang_plugins.deliberation.standing import ACTORS, STATES, MatterCommand, OfMatter
from taizhang_plugins.deliberation.ways import Kind


class OpenMatter(MatterCommand, name="deliberation.open_matter", title="登记议事事项"):
    """Enter a matter that a village is to deliberate on. Its kind says which way it goes."""

    title: Annotated[str, Meta(min_length=1, max_length=200, title="事项")]
    kind: Annotated[Name, Meta(title="事项类别")]


class WithdrawMatter(MatterCommand, name="deliberation.withdraw", title="撤回议事事项"):
    """Take a matter back that is not resolved yet."""

    reason: Annotated[Text, Meta(title="撤回原因")]


@decides(OpenMatter, by=ACTORS)
class Opening(OfMatter[OpenMatter]):
    """The steps are those of its way on the day; the law of the day says who must decide."""

    def consistency_boundary(self) -> list[Selector]:
        # Of whichever village: an identifier is used once.
        taken = Selector([MatterOpened], [MATTER(self.ask.matter)])
        return [*super().consistency_boundary(), taken]

    def execute(self) -> None:
        ask = self.ask
        self.require_unit()
        self.refuse_unless(self.state == "none", r.TAKEN(kind="议事事项", id=ask.matter))
        kind, texts = self._kind(), Texts(self.context.on)
        listed = texts.villagers(kind.listed)
        way = self.rules.way(kind.way)
        steps = way.steps if way else []
        self.title = ask.title
        self.tell_provisional("登记", texts)
        self.record(
            MatterOpened(
                matter=ask.matter,
                organisation=ask.organisation,
                title=ask.title,
                kind=kind.name,
                way=kind.way,
                steps=[PlannedStep(step.name, step.act) for step in steps],
                villagers=kind.villagers or listed is not None,
                provisional=texts.provisional,
            )
        )

    def _kind(self) -> Kind:
        rules = self.rules
        kind = rules.kind(self.ask.kind)
        if kind is None:
            kinds = "、".join(each.name for each in rules.kinds)
            clause = rules.kinds[0].basis("name") if rules.kinds else None
            raise Refused(r.UNKNOWN_KIND(clause=clause, kind=self.ask.kind, kinds=kinds))
        return kind


@decides(WithdrawMatter, by=ACTORS)
class Withdrawing(OfMatter[WithdrawMatter]):
    """What is resolved is not withdrawn: another resolution undoes it."""

    def execute(self) -> None:
        ask = self.ask
        self.require_unit()
        self.require_matter()
        way = self.rules.way(self.way_name)
        clause, state = way.basis("steps") if way else None, STATES[self.state]
        over = r.OVER(clause=clause, title=self.title, state=state, step="撤回")
        self.refuse_unless(self.state in ("open", "lost"), over)
        self.record(
            MatterWithdrawn(matter=ask.matter, organisation=ask.organisation, reason=ask.reason)
        )
