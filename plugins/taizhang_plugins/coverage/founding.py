"""Founding: a party organisation is set up for units singly, jointly or regionally (S3-27)."""

from typing import Annotated, Any

from msgspec import Meta

from taizhang import Command, Refusal, Role, Selector, decides
from taizhang.core import OrganisationId, Text, registered, unknown
from taizhang_plugins.coverage.covering import Covering
from taizhang_plugins.coverage.due import founding_met
from taizhang_plugins.coverage.figures import words
from taizhang_plugins.coverage.names import MOST_UNITS, Figure, PartyId
from taizhang_plugins.coverage.party_events import PartyOrganisationFounded
from taizhang_plugins.coverage.party_standing import of_party
from taizhang_plugins.coverage.refusals import EXISTS, NOT_OF_THE_KIND
from taizhang_plugins.coverage.rules import Mode
from taizhang_plugins.coverage.standing import of_units
from taizhang_plugins.coverage.state import members_of

UNKNOWN_MODE = Refusal(
    "coverage.unknown_mode",
    zh="“{mode}”不是规定的组建方式；规定的是：{modes}",
    en="{mode!r} is none of the modes: {modes}",
    rule="S3-27",
)
TOO_FEW_UNITS = Refusal(
    "coverage.too_few_units",
    zh="{mode}至少覆盖 {least} 个单位，这里是 {units_many} 个",
    en="{mode} covers {least} units at least, not {units_many}",
    rule="S3-27",
)
TOO_FEW_MEMBERS = Refusal(
    "coverage.too_few_members",
    zh="{mode}须有正式党员 {least} 人以上，{names}共 {members} 人",
    en="{mode} needs {least} full members; {names} have {members}",
    rule="S3-27",
)
MEMBERS_OPEN = Refusal(
    "coverage.members_open",
    zh="{mode}须有正式党员 {least} 人以上，{names}所报人数（{members}）不能判断，请核实",
    en="{mode} needs {least} full members; what {names} reported ({members}) leaves it open",
    rule="S3-27",
)


class FoundPartyOrganisation(Command, name="coverage.found_party_organisation", title="组建党组织"):
    """Set up a party organisation for units, in one of the tenant's modes, by a document.

    `reason` says why it covers more units than it generally should, where it does.
    """

    party_organisation: PartyId
    name: Annotated[str, Meta(min_length=1, max_length=200, title="名称")]
    mode: Annotated[str, Meta(min_length=1, max_length=100, title="组建方式")]
    township: Annotated[OrganisationId, Meta(title="所在乡镇")]
    units: Annotated[
        list[OrganisationId], Meta(min_length=1, max_length=MOST_UNITS, title="覆盖单位")
    ]
    document: Annotated[Text, Meta(title="批复文件")]
    reason: Annotated[Text | None, Meta(title="超出数量的原因")] = None


@decides(FoundPartyOrganisation, by=Role.CLERK)
class Founding(Covering[FoundPartyOrganisation]):
    """Every unit is listed and covered by nobody; units and members are as many as the mode asks.

    What is general only (一般) is warned of, and recorded as an exception.
    """

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        return [
            *of_party(ask.party_organisation),
            *of_units(*ask.units),
            *registered(ask.township),
        ]

    def execute(self) -> None:
        ask, units = self.ask, list(dict.fromkeys(self.ask.units))
        mode = self._mode()
        fresh = not self.party(ask.party_organisation).founded
        taken = EXISTS(what="党组织", what_en="the party organisation", id=ask.party_organisation)
        self.refuse_unless(fresh, taken)
        self._require_township()
        self.require_free(units)
        few = TOO_FEW_UNITS(
            clause=mode.basis("units_min"),
            mode=mode.name,
            least=mode.units_min,
            units_many=len(units),
        )
        self.refuse_unless(len(units) >= mode.units_min, few)
        exceeded = self.exceeding(mode, len(units))
        self.record(
            PartyOrganisationFounded(
                party_organisation=ask.party_organisation,
                name=ask.name,
                mode=mode.name,
                township=ask.township,
                units=units,
                lying_in={id: self.unit(id).township for id in units},
                members=self._members(mode, units),
                document=ask.document,
                founded_on=self.context.on,
            )
        )
        self.record_exceptions(ask.party_organisation, mode, len(units), exceeded, ask.reason)
        for id in units:
            founding_met(self, id, mode.name)

    def _mode(self) -> Mode:
        found, known = self.rules.mode(self.ask.mode), self.rules.modes
        if found is None:
            names = "、".join(mode.name for mode in known)
            clause = known[0].basis("name")
            self.refuse_unless(False, UNKNOWN_MODE(clause=clause, mode=self.ask.mode, modes=names))
        assert found is not None
        return found

    def _require_township(self) -> None:
        id, register = self.ask.township, self.rules.register
        self.refuse_unless(self.knows(id), unknown("单位", id))
        wrong = NOT_OF_THE_KIND(
            clause=register.basis("townships"),
            name=self.name_of(id),
            kind=self.kind_of(id),
            kinds="、".join(register.townships),
            what="所属乡镇",
            what_en="township",
        )
        self.refuse_unless(self.kind_of(id) in register.townships, wrong)

    def _members(self, mode: Mode, units: list[str]) -> Figure:
        """All full members of the units. Raises Refused where they are too few for the mode."""
        total = members_of((self.unit(id) for id in units), self.context.on)
        written = words(total.low, total.high)
        if mode.members_min is not None:
            said: dict[str, Any] = {
                "clause": mode.basis("members_min"),
                "mode": mode.name,
                "least": mode.members_min,
                "names": self.named(units),
                "members": written,
            }
            answer = total.at_least(mode.members_min)
            self.refuse_unless(answer != "no", lambda: TOO_FEW_MEMBERS(**said))
            if answer == "open":
                self.warn(MEMBERS_OPEN(**said))
        return Figure(written, total.low, total.high)
