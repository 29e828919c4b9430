"""A tenant's file names the tenant above: it is there, of the same kind, and the same for good."""

import re
from collections.abc import Sequence
from pathlib import Path

import asyncpg
import pytest
from msgspec.structs import replace

from taizhang.app import Platform
from taizhang.domain.setup.events import TenantPlaced
from taizhang.errors import Reason, Refused
from taizhang.onboarding.apply import Applied, apply
from taizhang.onboarding.checking import check, load_all
from taizhang.onboarding.file import TenantFile, load
from taizhang.onboarding.sources import source_tenants
from taizhang.onboarding.tree import require_parents
from taizhang.schemes import Schemes
from taizhang.tenancy.register import Register

pytestmark = pytest.mark.anyio

SOURCE = next(path for path in source_tenants() if path.parent.name == "dongfang")
TEXT = SOURCE.read_text(encoding="utf-8")


def written(folder: Path, slug: str, parent: str | None = None, *, real: bool = False) -> Path:
    """A tenant's file, with its parent on the second line."""
    line = "" if parent is None else f'\nparent = "{parent}"'
    text = re.sub(r'^slug = ".*"$', f'slug = "{slug}"{line}', TEXT, count=1, flags=re.M)
    if real:
        text = re.sub(r"^clock = .*$", "", text.replace("rehearsal = true", "rehearsal = false"))
        text = re.sub(r"(?m)^clock = .*\n", "", text)
    path = folder / slug / "tenant.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def told(faults: Sequence[Reason]) -> list[tuple[str, str, str]]:
    return [
        (Path(f.values["file"]).parent.name, f.values["path"], f.values["kind"]) for f in faults
    ]


def test_a_tenant_below_itself_is_told_with_its_line(tmp_path: Path, schemes: Schemes) -> None:
    path = written(tmp_path, "town", "town")
    [fault] = check([path], schemes).faults
    lines = path.read_text(encoding="utf-8").splitlines()
    assert told([fault]) == [("town", "parent", "circle")]
    assert lines[fault.values["line"] - 1] == 'parent = "town"'


def test_a_circle_of_files_is_told_of_each(tmp_path: Path, schemes: Schemes) -> None:
    for slug, parent in (("a-town", "b-town"), ("b-town", "c-town"), ("c-town", "a-town")):
        written(tmp_path, slug, parent)
    written(tmp_path, "below", "a-town")
    faults = told(check([tmp_path], schemes).faults)
    assert faults == [(slug, "parent", "circle") for slug in ("a-town", "b-town", "c-town")]


@pytest.mark.parametrize("real", ["county", "town"])
def test_rehearsals_and_real_tenants_do_not_mix(
    tmp_path: Path, schemes: Schemes, real: str
) -> None:
    written(tmp_path, "county", real=real == "county")
    written(tmp_path, "town", "county", real=real == "town")
    assert told(check([tmp_path], schemes).faults) == [("town", "parent", "rehearsal")]


def test_parents_come_before_their_children(tmp_path: Path, schemes: Schemes) -> None:
    written(tmp_path, "a-village", "b-town")
    written(tmp_path, "b-town", "c-county")
    written(tmp_path, "c-county")
    written(tmp_path, "d-other")
    slugs = [file.slug for file in load_all([tmp_path], schemes).values()]
    assert slugs == ["c-county", "d-other", "b-town", "a-village"]


async def applied(platform: Platform, *paths: Path) -> list[Applied]:
    loaded = load_all(paths, platform.schemes)
    await require_parents(loaded, platform.register)
    return [await apply(f, platform.register, platform.dispatcher) for f in loaded.values()]


async def slugs_below(platform: Platform, slug: str) -> list[str]:
    county = await platform.register.find(slug)
    return [tenant.slug for tenant in await platform.register.below(county)]


async def test_a_township_stands_below_its_county_and_its_log_says_so(
    platform: Platform, tmp_path: Path
) -> None:
    county, town = await applied(
        platform, written(tmp_path, "town", "county"), written(tmp_path, "county")
    )
    assert (county.tenant.parent, town.tenant.parent) == (None, county.tenant.id)
    assert await slugs_below(platform, "county") == ["town"]
    placed = [e for e in town.receipt.events if e.type == TenantPlaced.event_name]
    assert [event.body["parent"] for event in placed] == ["county"]


async def test_applied_again_it_changes_nothing(platform: Platform, tmp_path: Path) -> None:
    paths = written(tmp_path, "county"), written(tmp_path, "town", "county")
    await applied(platform, *paths)
    assert {each.receipt.state for each in await applied(platform, *paths)} == {"unchanged"}


async def test_an_unknown_parent_is_a_fault_and_nothing_is_applied(
    platform: Platform, tmp_path: Path
) -> None:
    await applied(platform, written(tmp_path, "county"))
    with pytest.raises(Refused) as refused:
        await applied(platform, written(tmp_path, "one"), written(tmp_path, "town", "countyy"))
    assert told(refused.value.reasons) == [("town", "parent", "unknown")]
    assert "是否想写“county”" in refused.value.reasons[0].values["remedy"]
    assert [tenant.slug for tenant in await platform.register.all()] == ["county"]


async def test_a_registered_parent_of_another_kind_is_a_fault(
    platform: Platform, tmp_path: Path
) -> None:
    await applied(platform, written(tmp_path, "county", real=True))
    with pytest.raises(Refused) as refused:
        await applied(platform, written(tmp_path, "town", "county"))
    assert told(refused.value.reasons) == [("town", "parent", "rehearsal")]


async def test_a_parent_may_be_named_later(platform: Platform, tmp_path: Path) -> None:
    await applied(platform, written(tmp_path, "county"))
    path = written(tmp_path, "town")
    await applied(platform, path)
    path.unlink()
    path.parent.rmdir()
    [later] = await applied(platform, written(tmp_path, "town", "county"))
    assert [event.type for event in later.receipt.events] == [TenantPlaced.event_name]
    assert await slugs_below(platform, "county") == ["town"]


async def test_a_parent_is_never_changed(platform: Platform, county: TenantFile) -> None:
    await opened(platform, county, slug="county")
    await opened(platform, county, slug="other")
    await opened(platform, county, slug="town", parent="county")
    with pytest.raises(Refused) as refused:
        await opened(platform, county, slug="town", parent="other")
    assert refused.value.code == "onboarding.fixed"
    assert await slugs_below(platform, "county") == ["town"]


async def test_a_file_that_names_no_parent_leaves_it(
    platform: Platform, county: TenantFile
) -> None:
    await opened(platform, county, slug="county")
    await opened(platform, county, slug="town", parent="county")
    again = await opened(platform, county, slug="town")
    assert again.receipt.state == "unchanged"
    assert await slugs_below(platform, "county") == ["town"]


async def test_nobody_is_placed_below_a_tenant_that_stands_below_him(
    platform: Platform, county: TenantFile
) -> None:
    await opened(platform, county, slug="county")
    await opened(platform, county, slug="town", parent="county")
    await opened(platform, county, slug="village", parent="town")
    with pytest.raises(Refused) as refused:
        await opened(platform, county, slug="county", parent="village")
    assert refused.value.reasons[0].values["kind"] == "circle"


async def test_the_database_closes_no_circle_either(platform: Platform, county: TenantFile) -> None:
    above = (await opened(platform, county, slug="county")).tenant
    below = (await opened(platform, county, slug="town", parent="county")).tenant
    with pytest.raises(Refused) as refused:
        await platform.register.place(above, below)
    assert refused.value.code == "tenancy.not_placed"
    assert await platform.register.above(await fresh(platform).find("county")) is None


async def test_the_database_mixes_no_kinds_either(platform: Platform, county: TenantFile) -> None:
    real = (await opened(platform, county, slug="real", rehearsal=False, clock=None)).tenant
    rehearsal = (await opened(platform, county, slug="town")).tenant
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await platform.register.place(rehearsal, real)


async def test_what_was_cut_off_between_record_and_register_is_mended_by_another_attempt(
    platform: Platform, county: TenantFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(platform, county, slug="county")
    await opened(platform, county, slug="town")

    async def cut_off(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(Register, "place", cut_off)
        with pytest.raises(ConnectionError):
            await opened(platform, county, slug="town", parent="county")
    assert await slugs_below(platform, "county") == []
    again = await opened(platform, county, slug="town", parent="county")
    assert (again.receipt.state, await slugs_below(platform, "county")) == ("unchanged", ["town"])


@pytest.fixture
def county(schemes: Schemes) -> TenantFile:
    return load(SOURCE, schemes)


async def opened(platform: Platform, file: TenantFile, **changes: object) -> Applied:
    changed = replace(file, **changes)  # type: ignore[arg-type]
    return await apply(changed, platform.register, platform.dispatcher)


def fresh(platform: Platform) -> Register:
    """A process that knows nobody by heart."""
    return Register(platform.app, platform.register._master)
