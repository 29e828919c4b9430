"""`taizhang plugins`, as an operator types it."""

import os
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import tomlkit

from taizhang import Document, Paper, Scheme, hookimpl
from taizhang.app import found as find_installed
from taizhang.cli import command_line
from taizhang.cli import plugins as plugins_cli
from taizhang.domain.core import CORE
from taizhang.onboarding.sources import source_tenants


class Said(NamedTuple):
    status: int
    out: str
    err: str


Type = Callable[..., Said]


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Type:
    """Types a command."""
    monkeypatch.setenv("TAIZHANG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str) -> Said:
        try:
            command_line(words)(words)
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        return Said(status, *capsys.readouterr())

    return run


@pytest.fixture
def santangjie(typed: Type, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A tenant in a fresh database that has no plugin, and no rules of one."""
    monkeypatch.setenv("DATABASE_URL", database)
    source = next(path for path in source_tenants() if path.parent.name == "santangjie")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    core = {kind.section for scheme in CORE for kind in scheme.rules}
    data["rules"] = {section: data["rules"][section] for section in core & set(data["rules"])}
    file = tmp_path / "tenant.toml"
    file.write_text(tomlkit.dumps(data | {"plugins": []}), encoding="utf-8")
    assert typed("tenants", "apply", str(file)).status == 0
    return "santangjie"


def test_plugins_are_listed_with_their_distribution_and_what_they_bring(typed: Type) -> None:
    said = typed("plugins")
    assert said.status == 0
    [core] = [line for line in said.out.splitlines() if "（核心）" in line]
    assert "事件" in core
    [pay] = [line for line in said.out.splitlines() if line.split()[:1] == ["pay"]]
    assert "taizhang 0.1.0" in pay
    assert "命令" in pay


def test_a_faulty_plugin_is_listed_with_its_reason(
    typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = [EntryPoint("broken", "no_such_module", "taizhang")]
    monkeypatch.setattr(plugins_cli, "found", lambda: find_installed(broken))
    said = typed("plugins")
    assert said.status == 0
    assert "方案“broken”（（未知发行包））没有加载" in said.out
    assert "no_such_module" in said.out


def test_a_document_with_a_bad_query_is_listed_with_its_scheme_and_fault(
    typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = (
        Document("visits.all", "走访一览", "{ organisatons { totalCount } }", _nothing),
        Document("visits.units", "单位一览", "{ organisations { totalCount } }", _nothing),
    )
    scheme = Scheme("visits", title="走访", documents=papers)
    module = ModuleType("plugged_with_a_bad_query")
    module.taizhang_schemes = hookimpl(lambda: [scheme])  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    points = [EntryPoint("visits", module.__name__, "taizhang")]
    monkeypatch.setattr(plugins_cli, "found", lambda: find_installed(points))
    said = typed("plugins").out.replace("\n", "")
    assert "方案“visits”的文书“走访一览”（visits.all）查询有误" in said
    assert "organisatons" in said
    assert "visits.units" not in said
    assert said.count("查询有误") == 1


def _nothing(data: Any) -> Paper:
    return Paper("无", [])


def test_no_document_of_what_is_installed_has_a_bad_query(typed: Type) -> None:
    assert "查询有误" not in typed("plugins").out


def test_switches_are_turned_told_and_counted(typed: Type, santangjie: str) -> None:
    on = typed("plugins", "on", santangjie, "pay")
    assert (on.status, "启用“一定三有" in on.out) == (0, True)
    assert "单位文件还缺 [rules.pay]" in on.err
    assert "单位文件的 plugins 里也写着“pay”" in on.err
    assert "此前已是如此" in typed("plugins", "on", santangjie, "pay").out
    assert "pay：1 个单位启用" in typed("plugins", "--tenants").out

    off = typed("plugins", "off", santangjie, "pay")
    assert (off.status, "停用“pay”，日志位置" in off.out) == (0, True)
    assert "pay：" not in typed("plugins", "--tenants").out

    unknown(typed, santangjie)


def unknown(typed: Type, santangjie: str) -> None:
    """Names that nobody has are refused, and the nearest is told."""
    for switch in ("on", "off"):
        said = typed("plugins", switch, santangjie, "pya")
        assert said.status == 1
        assert "plugins.unknown" in said.err
        assert "是否想用“pay”？" in said.err
    assert "tenancy.unknown_tenant" in typed("plugins", "on", "nowhere", "pay").err


def test_a_plugin_that_is_gone_is_told_and_can_be_switched_off(
    typed: Type, santangjie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("plugins", "on", santangjie, "pay")
    monkeypatch.setattr("taizhang.app.entry_points", lambda group: [])
    said = typed("plugins", "--tenants")
    assert "方案“pay”没有安装，而 1 个单位启用着它" in said.out
    assert "历史：0 个事件（无）" in said.out
    assert "单位：santangjie" in said.out
    assert typed("plugins", "off", santangjie, "pay").status == 0


def test_a_name_in_a_tenants_file_is_looked_up_and_never_run(typed: Type, tmp_path: Path) -> None:
    """Tenants bring rules, never code: a module's name is no plugin's."""
    (tmp_path / "evil.py").write_text("raise SystemExit('run')", encoding="utf-8")
    text = next(p for p in source_tenants() if p.parent.name == "santangjie").read_text("utf-8")
    for name in ("evil", "evil:run", "taizhang_plugins.pay", "os"):
        lines = [
            f'plugins = ["{name}"]' if line.startswith("plugins =") else line
            for line in text.splitlines()
        ]
        file = tmp_path / "tenant.toml"
        file.write_text("\n".join(lines), encoding="utf-8")
        said = typed("tenants", "check", str(file))
        assert said.status == 1
        assert f"没有“{name}”这个插件" in said.err.replace("\n", "")


def test_a_plugin_is_written_and_not_overwritten(typed: Type, tmp_path: Path) -> None:
    said = typed("plugins", "new", "blank_villages", "--to", str(tmp_path))
    folder = tmp_path / "taizhang-blank-villages"
    assert (said.status, str(folder) in said.out) == (0, True)
    assert (folder / "taizhang_blank_villages" / "commands.py").is_file()
    again = typed("plugins", "new", "blank_villages", "--to", str(tmp_path))
    assert (again.status, "plugins.folder_exists" in again.err) == (1, True)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Visits", "plugins.bad_name"),
        ("a", "plugins.bad_name"),
        ("class", "plugins.bad_name"),
        ("../x", "plugins.bad_name"),
        ("visits_", "plugins.bad_name"),
        ("x" * 41, "plugins.bad_name"),
        ("meetings", "plugins.taken_name"),
        ("pay", "plugins.taken_name"),
    ],
)
def test_a_bad_name_writes_nothing(
    tmp_path: Path, name: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = os.listdir(tmp_path)
    words = ["plugins", "new", name, "--to", str(tmp_path)]
    with pytest.raises(SystemExit):
        command_line(words)(words)
    assert code in capsys.readouterr().err
    assert os.listdir(tmp_path) == before
