"""`taizhang projections`, as an operator types it in the night."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from taizhang.app import installed
from taizhang.database.embedded import embedded, remove
from taizhang.projections.generation import shape_of
from taizhang_migrations import migrate

Typed = Callable[..., Any]
SHAPE = shape_of(installed()[0].rows)


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory, entered: Typed) -> Iterator[Typed]:
    """Types `taizhang projections ...` over a home with tenants and no worker."""
    home = tmp_path_factory.mktemp("home")
    settings = {"TAIZHANG_HOME": str(home), "COLUMNS": "200"}
    with embedded(home) as server:
        with psycopg.connect(server.dsn(), autocommit=True) as connection:
            connection.execute("create database taizhang")
        dsn = server.dsn(database="taizhang")
        migrate(dsn)
        settings["DATABASE_URL"] = dsn
        applied = entered(settings, "tenants", "apply")
        assert applied.returncode == 0, applied.stderr
        yield lambda *words: entered(settings, "projections", *words)
    remove(home)


def line(text: str, start: str) -> list[str]:
    """The words of the line of a table that starts so."""
    return next(line.split() for line in text.splitlines() if line.split()[:1] == [start])


def test_an_operators_night(typed: Typed) -> None:
    """Nothing yet, a first filling, a rebuild, the way back, and the old one given up."""
    assert "还没有数据代：请先运行 taizhang work" in typed().stdout

    filled = typed("rebuild")
    assert filled.returncode == 0, filled.stderr
    first, *_, last = [each for each in filled.stdout.splitlines() if each.startswith("折叠")]
    assert re.fullmatch(r"折叠 0 / \d+（0%），0 事件/秒", first)
    assert re.fullmatch(r"折叠 (\d+) / \1（100%），[\d,]+ 事件/秒，已追上", last)
    assert SHAPE in filled.stdout

    assert typed("rebuild").returncode == 0
    shown = typed("--seconds", "0.1", "--worst", "3").stdout
    assert line(shown, f"{SHAPE}_2")[1:] == ["当前（读者在用）", "5", "0", "0", "0", "0", "0"]
    assert line(shown, SHAPE)[1:] == ["保留（可退回）", "5", "0", "0", "0", "0", "0"]
    assert "没有落后的单位，也没有死信" in shown

    refused = typed("retire", f"{SHAPE}_2")
    assert (refused.returncode, "读者正在使用，不能退役" in refused.stderr) == (1, True)
    assert typed("switch", SHAPE).stdout == f"读者现在使用数据代 {SHAPE}\n"
    retired = typed("retire", f"{SHAPE}_2")
    assert retired.stdout == f"数据代 {SHAPE}_2 已退役，涉及 5 个单位；个人信息未动\n"
    assert f"{SHAPE}_2" not in typed("--seconds", "0").stdout


def test_an_unknown_generation_is_refused(typed: Typed) -> None:
    refused = typed("switch", "nope")
    assert (refused.returncode, "没有数据代“nope”" in refused.stderr) == (1, True)


@pytest.mark.parametrize("words", [("letters",), ("retry",)])
def test_a_tenant_without_letters_is_told(typed: Typed, words: tuple[str, ...]) -> None:
    told = typed(*words, "santangjie")
    assert (told.returncode, "没有死信" in told.stdout) == (0, True)
