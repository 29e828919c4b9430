"""Roster: the units, people and accounts of a tenant's file, checked against each other."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct

from taizhang.domain.names import OrganisationId
from taizhang.domain.setup.applying import Holder, Unit
from taizhang.onboarding.reading import Reading
from taizhang.rules.fault import Fault, Path, Words, unknown
from taizhang.schemes import Schemes
from taizhang.tenancy.clients import actor_of_client
from taizhang.tenancy.roles import ANYONE, Role

S = TypeVar("S", bound=Struct)

_UNIT = Words("单位", "unit")
_ROLE = Words("角色", "role")


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who signs in, and in which roles: for the whole tenant, or for one unit."""

    actor: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9.:-]{0,99}$", title="登录名")]
    title: Annotated[str, Meta(min_length=1, max_length=100, title="称谓")]
    roles: Annotated[list[str], Meta(min_length=1, title="角色")]
    unit: OrganisationId | None = None


def roles_of(schemes: Schemes) -> set[str]:
    """The roles that a file may give: the core's, and those that a scheme's decisions name."""
    decided = (command.decided_by for command in schemes.commands.values())
    named = {str(role) for decision in decided if decision for role in decision.by}
    return {*map(str, Role), *named} - {str(Role.SYSTEM), str(Role.CLIENT), ANYONE}


def unfit(data: Mapping[str, Any], schemes: Schemes) -> Iterator[Fault]:
    """Faults of a file's roster as a whole, as far as its entries can be read one by one."""
    units = _readable(data, "organisations", Unit)
    people = _readable(data, "people", Holder)
    accounts = _readable(data, "accounts", Account)
    known, roles = _given(data, "organisations", "id"), roles_of(schemes)
    yield from _twice({n: unit.id for n, unit in units.items()}, "organisations", "id")
    yield from _twice({n: person.id for n, person in people.items()}, "people", "id")
    yield from _twice({n: account.actor for n, account in accounts.items()}, "accounts", "actor")
    for number, person in people.items():
        yield from _in_unit(person.organisation, known, ("people", number, "organisation"))
    for number, account in accounts.items():
        yield from _unfit_account(account, known, roles, ("accounts", number))


def _readable(data: Mapping[str, Any], table: str, kind: type[S]) -> dict[int, S]:
    """The entries that are well formed, by number. What is wrong with others is told elsewhere."""
    given = data.get(table)
    entries = given if isinstance(given, list) else []
    read = ((n, _read(kind, entry)) for n, entry in enumerate(entries, start=1))
    return {number: entry for number, entry in read if entry is not None}


def _read(kind: type[S], entry: object) -> S | None:
    reading = Reading()
    made = reading.struct(kind, entry, ())
    return None if reading.faults else made


def _given(data: Mapping[str, Any], table: str, key: str) -> set[str]:
    """A key of all entries, malformed ones included: their own faults are told, and no others."""
    given = data.get(table)
    entries = given if isinstance(given, list) else []
    return {str(entry[key]) for entry in entries if isinstance(entry, dict) and key in entry}


def _twice(ids: Mapping[int, str], table: str, key: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, id in ids.items():
        if first.setdefault(id, number) != number:
            yield Fault(
                (table, number, key),
                Words(f"“{id}”与第 {first[id]} 项重复", f"{id!r} is taken by entry {first[id]}"),
                Words("换一个没有用过的编号", "give another one"),
            )


_RESERVED = (str(Role.SYSTEM), "policy:", actor_of_client(""))


def _unfit_account(account: Account, units: set[str], roles: set[str], at: Path) -> Iterator[Fault]:
    if account.actor == ANYONE or account.actor.startswith(_RESERVED):
        yield Fault(
            (*at, "actor"),
            Words(f"“{account.actor}”是平台自用的名字", f"{account.actor!r} is reserved"),
            Words("换一个名字，如 clerk", "name somebody else, such as clerk"),
        )
    for role in account.roles:
        if role not in roles:
            yield unknown((*at, "roles"), role, _ROLE, roles)
    if account.unit is not None:
        yield from _in_unit(account.unit, units, (*at, "unit"))
    elif Role.UNIT_SECRETARY in account.roles:
        yield Fault(
            (*at, "unit"),
            Words("unit_secretary 须写明单位", "a unit_secretary acts for a unit"),
            Words("补上 unit = “单位编号”", "add unit = 'id of the unit'"),
        )


def _in_unit(unit: str, known: set[str], at: Path) -> Iterator[Fault]:
    if unit not in known:
        yield unknown(at, unit, _UNIT, known)
