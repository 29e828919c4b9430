"""`taizhang roster`, as a clerk types it."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taizhang.app import open_platform
from taizhang.cli import command_line
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import load
from taizhang.onboarding.sources import source_tenants
from taizhang.tenancy.master import MasterKey

Typed = Callable[..., str]

SHEETS = {
    "人员": [
        ("姓名", "单位", "职务", "任职日期"),
        ("示名赵", "jingui", "会计", "2015-03-01"),
        ("示名\ue000", "jingui", "文书", "2015-03-01"),
    ]
}


@pytest.fixture
def typed(
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Typed:
    """Types words over a database where 三堂街镇 was opened; gives what was printed."""
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("TAIZHANG_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()

    async def opened() -> None:
        async with open_platform(database, MasterKey.load(tmp_path / "home")) as platform:
            [path] = [path for path in source_tenants() if path.parent.name == "santangjie"]
            file = load(path, platform.schemes)
            await apply(file, platform.register, platform.dispatcher)

    asyncio.run(opened())

    def run(*words: str) -> str:
        capsys.readouterr()
        command_line(["roster"])(
            ["roster", *words], exit_on_error=False, result_action="return_value"
        )
        return capsys.readouterr().out

    return run


def test_what_is_doubtful_is_said_to_the_end(typed: Typed, tmp_path: Path, book_of: Any) -> None:
    rows = [
        ("姓名", "单位", "职务", "任职日期", "计入", "人员编号"),
        ("示名赵", "jingui", "会计", "2015-03-01", "是", "新1"),
        ("示名赵", "jingui", "文书", "2015-03-02", "", "新1"),
    ]
    file = tmp_path / "roster.xlsx"
    file.write_bytes(book_of({"人员": rows}))
    shown = re.sub(r"[\s│]", "", typed("preview", "santangjie", str(file)))
    assert "兼任的请在“计入”栏写是或否，调任的请先写原职务的离任日期" in shown


def test_preview_then_import_then_export(typed: Typed, tmp_path: Path, book_of: Any) -> None:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(book_of(SHEETS))
    shown = typed("preview", "santangjie", str(file))
    assert "新增 1" in shown
    assert "存疑 1" in shown
    assert "A3" in shown
    digest = re.findall(r"--confirm ([0-9a-f]{64})", shown)[0]
    assert "appended" in typed("import", "santangjie", str(file), "--confirm", digest)
    exported = tmp_path / "export.xlsx"
    typed("export", "santangjie", str(exported))
    assert "新增 0，变更 0，不变 17，存疑 0，错误 0" in typed(
        "preview", "santangjie", str(exported)
    )


def test_other_digest_is_refused(
    typed: Typed, tmp_path: Path, book_of: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(book_of(SHEETS))
    with pytest.raises(SystemExit) as ended:
        typed("import", "santangjie", str(file), "--confirm", "0" * 64)
    assert ended.value.code == 1
    assert "rosters.other_preview" in capsys.readouterr().err


def test_existing_file_is_not_overwritten(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "export.xlsx"
    file.write_bytes(b"mine")
    with pytest.raises(SystemExit):
        typed("export", "santangjie", str(file))
    assert file.read_bytes() == b"mine"
