"""Tree: what files say of their parents, beside each other and beside the register.

A county's answer spans its townships, so a rehearsal never stands below a tenant whose days are
real, nor the other way round.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from taizhang.errors import Reason, Refused
from taizhang.onboarding.file import TenantFile
from taizhang.onboarding.lines import Lines
from taizhang.rules.fault import Fault, Words, unknown
from taizhang.tenancy.register import Register, Tenant

_TENANT = Words("单位", "tenant")
_AT = ("parent",)


def misplaced(files: Mapping[Path, TenantFile]) -> Iterator[Reason]:
    """Faults between files: of a tenant below itself, or below one of the other kind."""
    known = {file.slug: file for file in files.values()}
    for path, file in files.items():
        if file.slug in _above(file, known):
            yield _told(_circle(file), path)
        elif (parent := known.get(file.parent or "")) and parent.rehearsal != file.rehearsal:
            yield _told(_of_another_kind(file, parent.name), path)


def in_order(files: Mapping[Path, TenantFile]) -> dict[Path, TenantFile]:
    """Parents before their children, else as they were."""
    known = {file.slug: file for file in files.values()}
    return dict(sorted(files.items(), key=lambda item: len(_above(item[1], known))))


async def require_parents(files: Mapping[Path, TenantFile], register: Register) -> None:
    """Every parent is there, or about to be. Raises Refused with the faults of all files."""
    among = {file.slug: file for file in files.values()}
    found = [
        _told(fault, path)
        for path, file in files.items()
        if (fault := await _unfit(file, among, register)) is not None
    ]
    if found:
        raise Refused(*found)


async def parent_of(file: TenantFile, register: Register) -> Tenant | None:
    """The tenant above. Raises Refused where it is not there, or not of the same kind."""
    if fault := await _unfit(file, {}, register):
        raise Refused(fault.reason(f"{file.slug}/tenant.toml"))
    return None if file.parent is None else await register.find(file.parent)


async def _unfit(
    file: TenantFile, among: Mapping[str, TenantFile], register: Register
) -> Fault | None:
    """What is wrong with a file's parent, in the register as these files are about to make it."""
    if file.parent is None or file.parent in among:
        return None  # what the files say of each other was told
    parent = await _found(file.parent, register)
    if parent is None:
        known = [tenant.slug for tenant in await register.all()]
        return unknown(_AT, file.parent, _TENANT, known)
    if parent.rehearsal != file.rehearsal:
        return _of_another_kind(file, parent.name)
    above: Tenant | None = parent
    while above is not None:
        if above.slug == file.slug:
            return _circle(file)
        above = await register.above(above)
    return None


async def _found(slug: str, register: Register) -> Tenant | None:
    try:
        return await register.find(slug)
    except Refused:
        return None


def _above(file: TenantFile, known: Mapping[str, TenantFile]) -> list[str]:
    """The parents that the files name, from the nearest up; a circle is gone round once."""
    above: list[str] = []
    while file.parent is not None and file.parent not in above:
        above.append(file.parent)
        if file.parent not in known:
            break
        file = known[file.parent]
    return above


def _circle(file: TenantFile) -> Fault:
    expected = Words(
        f"“{file.slug}”不能在自己之下（经过“{file.parent}”又回到自己）",
        f"{file.slug!r} cannot stand below itself, by way of {file.parent!r}",
    )
    remedy = Words("改正上级，最上一级不写 parent", "mend the parents; the highest has none")
    return Fault(_AT, expected, remedy, code="circle")


def _of_another_kind(file: TenantFile, parent: str) -> Fault:
    zh = ("正式单位", "演练单位") if file.rehearsal else ("演练单位", "正式单位")
    en = ("is real", "is a rehearsal")
    expected = Words(
        f"上级“{parent}”是{zh[0]}，本单位是{zh[1]}，两者的数据不能放在同一个答案里",
        f"the parent {en[not file.rehearsal]}, this one {en[file.rehearsal]}:"
        " one answer cannot hold both",
    )
    remedy = Words("演练单位只能在演练单位之下", "put rehearsals below rehearsals only")
    return Fault(_AT, expected, remedy, code="rehearsal")


def _told(fault: Fault, path: Path) -> Reason:
    line = Lines(path.read_text(encoding="utf-8")).of(fault.at)
    return replace(fault, line=line).reason(str(path))
