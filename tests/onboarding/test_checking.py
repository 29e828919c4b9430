"""Folders of files are checked at once, without a database, for people and for machines."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from taizhang.cli import tenants
from taizhang.onboarding.checking import check
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes

TEXTS = {path.parent.name: path.read_text(encoding="utf-8") for path in source_tenants()}


class Typed(NamedTuple):
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Typed]


def placed(folder: Path, name: str, text: str) -> Path:
    path = folder / name / "tenant.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One file without fault and two with some, deep in a folder."""
    placed(tmp_path, "good", TEXTS["dongfang"])
    placed(tmp_path, "north/one", TEXTS["santangjie"].replace("minimum = 80", "minimum = 0"))
    bad = TEXTS["hunan-town"].replace('share = "30%"', 'share = "三成"')
    placed(tmp_path, "north/two", bad.replace("rehearsal = true", "rehersal = true"))
    (tmp_path / "README.md").write_text("no tenant", encoding="utf-8")
    return tmp_path


def test_every_file_below_a_folder_is_checked_and_all_faults_told(
    folder: Path, schemes: Schemes
) -> None:
    checked = check([folder], schemes)
    names = [path.parent.name for path in checked.paths]
    assert names == ["good", "one", "two"]
    told = [(Path(f.values["file"]).parent.name, f.values["path"]) for f in checked.faults]
    assert told == [
        ("one", "rules.meetings.attendance.minimum"),
        ("two", "rehearsal"),
        ("two", "rehersal"),
        ("two", "rules.grades.quota#1.share"),
        ("two", "rules.person_grades.quota#1.share"),
    ]
    assert [file.slug for file in checked.files.values()] == ["dongfang"]


def test_a_file_named_twice_is_checked_once(folder: Path, schemes: Schemes) -> None:
    path = folder / "good" / "tenant.toml"
    assert check([path, folder / "good"], schemes).paths == [path]


def test_two_files_of_one_tenant_are_told(tmp_path: Path, schemes: Schemes) -> None:
    first = placed(tmp_path, "a", TEXTS["dongfang"])
    placed(tmp_path, "b", TEXTS["dongfang"])
    [fault] = check([tmp_path], schemes).faults
    assert fault.values["path"] == "slug"
    assert str(first) in fault.values["expected"]


def test_a_folder_without_files_is_told(tmp_path: Path, schemes: Schemes) -> None:
    [fault] = check([tmp_path], schemes).faults
    assert (fault.values["kind"], fault.values["file"]) == ("unreadable", str(tmp_path))


def test_a_text_that_is_no_toml_is_told_with_its_line(tmp_path: Path, schemes: Schemes) -> None:
    path = placed(tmp_path, "a", "slug = 'x'\n\nname = 三堂街\n")
    [fault] = check([path], schemes).faults
    assert (fault.values["kind"], fault.values["line"]) == ("toml", 3)
    assert "（Invalid value" in fault.values["expected"]


@pytest.fixture
def typed(schemes: Schemes, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Run:
    """Runs a command over the installed schemes."""
    monkeypatch.setattr(tenants, "installed", lambda: (schemes, []))

    def run(command: Callable[..., None], *words: Any, **named: Any) -> Typed:
        try:
            command(*words, **named)
            status = 0
        except SystemExit as ended:
            status = int(str(ended.code))
        return Typed(status, *capsys.readouterr())

    return run


def test_check_ends_with_a_summary_and_with_status_1_for_faults(folder: Path, typed: Run) -> None:
    done = typed(tenants.check, folder)
    assert done.status == 1
    assert done.out.splitlines()[-1] == "检查了 3 个文件：2 个有问题，共 5 处"
    assert "第 " in done.err
    assert "写成 “30%”、“0.3” 或 “1/3”" in done.err


def test_check_of_files_without_fault_ends_well(folder: Path, typed: Run) -> None:
    done = typed(tenants.check, folder / "good")
    assert done.status == 0
    assert done.out.splitlines()[-1] == "检查了 1 个文件：都没有问题"


def test_check_prints_a_list_for_machines(folder: Path, typed: Run) -> None:
    done = typed(tenants.check, folder, json=True)
    first = json.loads(done.out)[0]
    assert done.status == 1
    assert first == {
        "code": "value",
        "file": str(folder / "north" / "one" / "tenant.toml"),
        "line": first["line"],
        "path": "rules.meetings.attendance.minimum",
        "expected": "须为不小于 1 的整数",
        "remedy": "把 0 改成不小于 1 的整数",
        "expected_en": "a whole number from 1 is expected",
        "remedy_en": "change 0 to a whole number from 1",
    }
    assert (
        "minimum = 0"
        in Path(first["file"]).read_text(encoding="utf-8").splitlines()[first["line"] - 1]
    )


def test_schema_is_printed_in_chinese_and_for_named_plugins_only(typed: Run) -> None:
    printed = typed(tenants.schema, plugin=["pay"])
    sections = json.loads(printed.out)["properties"]["rules"]["properties"]
    assert "单位文件" in printed.out
    assert ("pay" in sections, "coverage" in sections) == (True, False)


def test_schema_of_an_unknown_plugin_names_the_nearest(typed: Run) -> None:
    printed = typed(tenants.schema, plugin=["pays"])
    assert (printed.status, printed.out) == (1, "")
    assert "是否想写“pay”？" in printed.err
