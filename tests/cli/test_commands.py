"""The `taizhang` command, as an operator and an auditor type it."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from taizhang.database.embedded import embedded, remove

Typed = Callable[..., Any]


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory, entered: Typed) -> Iterator[Typed]:
    """Types a command over a home in which the demo has been played, by the installed program."""
    home = tmp_path_factory.mktemp("home")
    settings = {"TAIZHANG_HOME": str(home), "COLUMNS": "200"}
    environment = {n: v for n, v in os.environ.items() if n != "DATABASE_URL"} | settings
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = str(Path(sys.executable).parent / "taizhang")
    words = [program, "demo", "--exit", "--port", str(port)]
    played = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=100)
    assert played.returncode == 0, played.stdout + played.stderr
    with embedded(home) as server:
        settings["DATABASE_URL"] = server.dsn(database="taizhang")
        yield lambda *words: entered(settings, *words)
    remove(home)


def test_tenants_are_listed(typed: Typed) -> None:
    assert "santangjie" in typed("tenants", "list").stdout


def test_a_faulty_file_is_told_with_line_and_remedy(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "tenant.toml"
    file.write_text('slug = "x y"\nnmae = "示例"\n', encoding="utf-8")
    checked = typed("tenants", "check", str(file))
    assert checked.returncode == 1
    assert "name" in checked.stderr


def test_a_command_is_run_with_the_actors_roles(typed: Typed) -> None:
    body = '{"organisation": "xincun", "name": "新村", "kind": "村"}'
    refused = typed("run", "santangjie", "organisations.register", body, "--as", "teller")
    assert (refused.returncode, "commands.forbidden" in refused.stderr) == (1, True)
    done = typed("run", "santangjie", "organisations.register", body, "--as", "clerk", "--dry-run")
    assert (done.returncode, '"dry_run"' in done.stdout) == (0, True)


def test_an_unknown_command_names_the_nearest(typed: Typed) -> None:
    assert "reports.submit" in typed("run", "santangjie", "reports.sumbit").stderr


def test_rows_are_queried(typed: Typed) -> None:
    asked = typed("query", "santangjie", "{ tickets { nodes { state } } }")
    assert (asked.returncode, '"closed"' in asked.stdout) == (0, True)


def test_rows_are_queried_as_of_a_position(typed: Typed) -> None:
    then = "{ organisations(asOf: {position: 1}) { totalCount } }"
    asked = typed("query", "santangjie", then)
    assert (asked.returncode, '"totalCount": 0' in asked.stdout) == (0, True)


def test_a_wrong_query_ends_with_a_status(typed: Typed) -> None:
    assert typed("query", "santangjie", "{ nope }").returncode == 1


TICKETS = "{ tickets { nodes { ticket state } } }"


def test_rows_are_exported_line_by_line(typed: Typed) -> None:
    done = typed("export", "santangjie", TICKETS)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, "closed" in {line["state"] for line in lines}) == (0, True)
    assert f"已导出 {len(lines)} 条" in done.stderr


def test_an_export_is_a_file_once_all_of_it_is_there(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "tickets.ndjson"
    assert typed("export", "santangjie", TICKETS, "--output", str(file)).returncode == 0
    assert file.read_text("utf-8") == typed("export", "santangjie", TICKETS).stdout
    assert list(tmp_path.iterdir()) == [file]


def test_an_export_that_is_refused_leaves_no_file(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "tickets.ndjson"
    refused = typed("export", "santangjie", "{ tickets { totalCount } }", "--output", str(file))
    assert (refused.returncode, "graphql.export_shape" in refused.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_timeline_stops_at_the_day_that_is_asked(typed: Typed) -> None:
    timeline = typed(
        "audit", "timeline", "santangjie", "organisation:jingui", "--as-of", "2015-12-18"
    )
    assert "grades.assigned" in timeline.stdout
    assert "results.assessment_published" not in timeline.stdout


def test_a_log_is_verified_against_a_root_from_before(typed: Typed) -> None:
    first = typed("audit", "verify", "xinshao")
    root = re.search(r"\d+:[0-9a-f]{64}", first.stdout)
    assert root is not None
    assert typed("audit", "verify", "xinshao", "--root", root[0]).returncode == 0
    wrong = root[0].split(":")[0] + ":" + "0" * 64
    assert typed("audit", "verify", "xinshao", "--root", wrong).returncode == 1


def test_decisions_are_taken_again_without_a_difference(typed: Typed) -> None:
    done = typed("audit", "recompute", "santangjie")
    assert (done.returncode, "不一致 0" in done.stdout) == (0, True)


@pytest.fixture
def listed(typed: Typed, tmp_path: Path) -> Path:
    """The list of the demo's box, in a file as an auditor keeps it."""
    file = tmp_path / "list.json"
    file.write_text(typed("audit", "lists", "santangjie", "box-2015").stdout, encoding="utf-8")
    return file


@pytest.mark.rule("S0-11")
def test_a_box_is_counted_again_from_its_list(typed: Typed, listed: Path) -> None:
    done = typed("audit", "recount", "santangjie", "box-2015", "--list", str(listed))
    assert (done.returncode, "没有发现不符" in done.stdout) == (0, True)


@pytest.mark.rule("S0-11")
def test_a_falsified_list_is_told_and_ends_with_a_status(typed: Typed, listed: Path) -> None:
    lists = json.loads(listed.read_text(encoding="utf-8"))
    vote = lists[0]["items"][0]
    vote[1] = "差" if vote[1] != "差" else "好"
    listed.write_text(json.dumps(lists), encoding="utf-8")
    done = typed("audit", "recount", "santangjie", "box-2015", "--list", str(listed))
    assert (done.returncode, "清单的校验值" in done.stdout) == (1, True)


@pytest.mark.rule("S0-11")
def test_a_box_is_not_opened_with_what_is_no_share(typed: Typed, tmp_path: Path) -> None:
    shares = tmp_path / "shares.txt"
    shares.write_text("x\ny\n", encoding="utf-8")
    done = typed("audit", "recount", "santangjie", "box-2015", "--shares", str(shares))
    assert (done.returncode, "ballots.mistyped_share" in done.stderr) == (1, True)


@pytest.mark.parametrize("words", [("projections",), ("plugins",), ("migrate",), ("--help",)])
def test_how_things_stand_is_told(typed: Typed, words: tuple[str, ...]) -> None:
    assert typed(*words).returncode == 0
