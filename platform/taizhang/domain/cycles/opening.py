"""Opening a cycle for the units that are assessed."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.cycles.beginning import BeginCommand, Beginning
from taizhang.domain.cycles.refusals import NOBODY
from taizhang.domain.cycles.rules import Word
from taizhang.domain.names import OrganisationId
from taizhang.errors import Refused
from taizhang.tenancy.roles import Role

_Words = Annotated[list[Word], Meta(max_length=50)]


class OpenCycle(BeginCommand, name="cycles.open", title="启动考核周期"):
    """Open the assessment of a year for units by identifier, by kind or by label.

    Who names none of these opens it for the kinds that the rules name (S0-01).
    """

    subjects: Annotated[list[OrganisationId], Meta(max_length=5000, title="考核单位")] = []
    kinds: Annotated[_Words, Meta(title="单位类别")] = []
    labels: Annotated[_Words, Meta(title="单位标签")] = []


@decides(OpenCycle, by=Role.CLERK, version=2)
class CycleOpening(Beginning[OpenCycle]):
    """The units must exist, and the year must have a cycle left."""

    def execute(self) -> None:
        self.require_free()
        if wrong := list(self.missing(self.ask.subjects)):
            raise Refused(*wrong)
        subjects = self._subjects()
        self.require_turn()
        self.begin(subjects)

    def _subjects(self) -> list[str]:
        ask, rule = self.ask, self.rules.subjects
        named = [*ask.subjects, *ask.kinds, *ask.labels]
        kinds = ask.kinds if named else rule.kinds or []
        found = [*ask.subjects, *self.of_kinds(kinds), *self.labelled(ask.labels)]
        sought = "、".join([*kinds, *ask.labels]) or "未指定"
        self.refuse_unless(bool(found), NOBODY(clause=rule.basis("kinds"), sought=sought))
        return list(dict.fromkeys(found))
