"""Checking: many tenants' files at once, each by itself and beside the others."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from taizhang.errors import Reason, Refused
from taizhang.onboarding.file import TenantFile, load
from taizhang.onboarding.tree import in_order, misplaced
from taizhang.rules.fault import Fault, Words
from taizhang.schemes import Schemes

NAME = "tenant.toml"


class Checked(NamedTuple):
    """The files that were looked at, those that may be applied, and all that is wrong."""

    paths: list[Path]
    files: dict[Path, TenantFile]
    faults: list[Reason]


def check(places: Iterable[Path], schemes: Schemes) -> Checked:
    """Read files, and every `tenant.toml` below folders. Nothing is raised: all faults are told."""
    paths: list[Path] = []
    files: dict[Path, TenantFile] = {}
    faults: list[Reason] = []
    for place in places:
        found = sorted(place.rglob(NAME)) if place.is_dir() else [place]
        faults += [] if found else [_empty(place)]
        paths += [path for path in found if path not in paths]
    for path in paths:
        try:
            files[path] = load(path, schemes)
        except Refused as refused:
            faults += refused.reasons
    faults += [*_opened_twice(files), *misplaced(files)]
    return Checked(paths, in_order(files), faults)


def load_all(places: Iterable[Path], schemes: Schemes) -> dict[Path, TenantFile]:
    """All files, parents first, or none: raises Refused with the faults of every one of them."""
    checked = check(places, schemes)
    if checked.faults:
        raise Refused(*checked.faults)
    return checked.files


def _empty(folder: Path) -> Reason:
    expected = Words(f"这个文件夹里没有 {NAME}", f"there is no {NAME} below this folder")
    remedy = Words("写明单位文件所在的文件夹", "name the folder of tenants' files")
    return Fault((), expected, remedy, code="unreadable").reason(str(folder))


def _opened_twice(files: dict[Path, TenantFile]) -> Iterator[Reason]:
    """Two files of one slug would open one tenant."""
    first: dict[str, Path] = {}
    for path, file in files.items():
        before = first.setdefault(file.slug, path)
        if before != path:
            zh, en = (
                f"“{file.slug}”与 {before} 的代号相同",
                f"{file.slug!r} is the slug of {before}",
            )
            remedy = Words("换一个 slug，或删去其中一个文件", "take another slug, or drop a file")
            yield Fault(("slug",), Words(zh, en), remedy, code="twice").reason(str(path))
