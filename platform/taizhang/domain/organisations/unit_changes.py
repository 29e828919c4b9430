"""Changes of a unit: what is asked of it, checked and turned into events."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.codes import CodeScheme, fault
from taizhang.domain.organisations.roll import Roll
from taizhang.domain.organisations.unit import Unit
from taizhang.errors import Reason, Refusal
from taizhang.events.event import Event

T = TypeVar("T")

HELD = Refusal(
    "organisations.code_held",
    zh="{title}“{code}”现由“{name}”使用",
    en="{code!r} is the code of {name}",
    status=409,
)
CIRCLE = Refusal(
    "organisations.superior_below",
    zh="“{superior_name}”是“{name}”本身或在其之下，不能作为其上级单位",
    en="{superior_name} is {name} itself or below it, so it cannot be its superior",
    status=409,
)


class Wanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a unit should be; None leaves as it is."""

    name: Annotated[str | None, Meta(title="单位名称")] = None
    kind: Annotated[str | None, Meta(title="单位类别")] = None
    labels: Annotated[list[str] | None, Meta(title="单位标签")] = None
    superior: Annotated[str | None, Meta(title="上级单位")] = None
    division: Annotated[str | None, Meta(title="区划代码")] = None
    credit: Annotated[str | None, Meta(title="统一社会信用代码")] = None


def changes(unit: Unit, wanted: Wanted, since: date) -> Iterator[Event]:
    """The events that bring a registered unit to what is wanted; none where it is so already."""
    id = unit.id
    if _differs(wanted.name, unit.names.now):
        yield e.OrganisationRenamed(organisation=id, name=wanted.name or "", since=since)
    if _differs(wanted.kind, unit.kinds.now):
        yield e.OrganisationReclassified(organisation=id, kind=wanted.kind or "", since=since)
    if wanted.labels is not None and set(wanted.labels) != set(unit.labels.now or ()):
        labels = list(dict.fromkeys(wanted.labels))
        yield e.OrganisationLabelled(organisation=id, labels=labels, since=since)
    if _differs(wanted.superior, unit.superiors.now):
        yield e.OrganisationPlaced(organisation=id, superior=wanted.superior, since=since)
    for scheme, code in (
        (CodeScheme.DIVISION, wanted.division),
        (CodeScheme.CREDIT, wanted.credit),
    ):
        if _differs(code, unit.code(scheme)):
            yield code_given(unit, scheme, code, since)


def code_given(unit: Unit, scheme: CodeScheme, code: str | None, since: date) -> e.CodeGiven:
    """A unit gets a code, or loses the one that it has."""
    return e.CodeGiven(
        organisation=unit.id,
        scheme=str(scheme),
        code=code,
        replaces=unit.code(scheme),
        since=since,
    )


def unfit_code(roll: Roll, unit: str, scheme: CodeScheme, code: str) -> Reason | None:
    """Why a unit cannot have a code, or None."""
    if wrong := fault(scheme, code):
        return wrong
    holder = roll.codes.get(code)
    if holder is not None and holder != unit:
        name = roll.name_of(holder)
        return HELD(title=scheme.title, code=code, holder=holder, name=name)
    return None


def circle(roll: Roll, unit: str, superior: str) -> Reason | None:
    """Why a unit cannot be under another: the way up must not come back. None if it can."""
    above, seen = superior, set[str]()
    while above != unit and above not in seen:
        seen.add(above)
        following = roll.unit(above).superiors.now
        if following is None:
            return None
        above = following
    names = {"name": roll.name_of(unit), "superior_name": roll.name_of(superior)}
    return CIRCLE(superior=superior, id=unit, **names)


def _differs(wanted: T | None, now: T | None) -> bool:
    return wanted is not None and wanted != now
