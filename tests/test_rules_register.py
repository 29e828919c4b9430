"""The register of rules and the account of which have a test."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).with_name("rules.py")
COUNTS = {"S0": 34, "S1": 19, "S2": 33, "S3": 41, "S4": 35}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rules_of_the_documents", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("seed", "count"), COUNTS.items())
def test_the_register_holds_every_rule_of_a_document(
    script: ModuleType, seed: str, count: int
) -> None:
    numbers = [rule for rule in script.register() if rule.startswith(seed)]
    assert numbers == [f"{seed}-{n:02d}" for n in range(1, count + 1)]


def test_tests_name_registered_rules_only(script: ModuleType) -> None:
    known = script.register()
    assert [each for each in script.named() if each.rule not in known] == []


def test_a_mark_is_found_on_a_test_and_on_a_parameter(script: ModuleType) -> None:
    source = (
        "@pytest.mark.rule('S0-08')\n"
        "@pytest.mark.parametrize('n', [pytest.param(1, marks=pytest.mark.rule('S0-10'))])\n"
        "def test(n): ...\n"
    )
    assert sorted(script.marks(source)) == [("S0-08", 1), ("S0-10", 2)]


def test_the_account_lists_what_has_no_test(script: ModuleType) -> None:
    rules = {"S0-01": "一", "S0-02": "二"}
    lines = list(script.told(rules, [script.Named("S0-02", "tests/x.py:1")]))
    assert lines[0] == "规则 2 条：有测试 1 条，尚无测试 1 条"
    assert "  无测试： S0-01" in lines


def test_an_unknown_rule_ends_in_failure(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "rules.md").write_text("| S0-01 | 一 | one | cycles |\n", "utf-8")
    (tmp_path / "tests").mkdir()
    copy = tmp_path / "tests" / "rules.py"
    copy.write_text(SCRIPT.read_text("utf-8"), "utf-8")
    (tmp_path / "tests" / "test_x.py").write_text("@pytest.mark.rule('S9-99')\ndef t(): ...\n")
    run = subprocess.run([sys.executable, str(copy)], capture_output=True, check=False)
    assert run.returncode == 1
    assert "S9-99" in run.stderr.decode()
