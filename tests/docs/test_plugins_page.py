"""docs/plugins.md: its snippets make a plugin of under 80 lines, whose own tests pass."""

import importlib
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from taizhang.app import found, installed
from taizhang.cli import command_line
from taizhang.onboarding.file import load
from taizhang.scheme import Scheme

KINDS = {
    "graphql",
    "json answer",
    "json refused",
    "python also",
    "python plugin",
    "python test",
    "sh",
    "toml distribution",
    "toml tenant",
}
"""Each is run by a test of this folder; a snippet of another kind would not be."""


@pytest.fixture(scope="module")
def plugin(place: Path) -> ModuleType:
    return importlib.import_module("revisits")


@pytest.fixture(scope="module")
def scheme(plugin: ModuleType) -> Scheme:
    (only,) = plugin.taizhang_schemes()
    assert isinstance(only, Scheme)
    return only


def test_every_snippet_is_of_a_kind_that_is_run(tutorial: Any) -> None:
    assert tutorial.kinds == KINDS


def test_the_plugin_has_under_80_lines(tutorial: Any) -> None:
    lines = "\n".join(tutorial.snippets("python plugin")).splitlines()
    assert len([line for line in lines if line.strip()]) < 80


def test_the_plugin_has_no_fault(place: Path) -> None:
    known = found([EntryPoint("revisits", "revisits", "taizhang")])
    assert known.faulty == ()


def test_the_plugin_is_found_by_its_entry_point(place: Path) -> None:
    assert "revisits" in {scheme.name for scheme in installed()[0].plugins}


def test_the_plugin_contributes_to_every_hook(scheme: Scheme) -> None:
    empty = [field for field in Scheme.__struct_fields__ if not getattr(scheme, field)]
    assert empty == ["core"]


def test_the_tests_on_the_page_pass(plugin: ModuleType) -> None:
    own = importlib.import_module("test_revisits")
    tests = [getattr(own, name) for name in dir(own) if name.startswith("test_")]
    assert len(tests) == 5
    for test in tests:
        test()


@pytest.mark.hook("rules")
def test_the_snippets_of_the_register_are_run(tutorial: Any, plugin: ModuleType) -> None:
    names: dict[str, Any] = vars(plugin) | {}
    for snippet in tutorial.snippets("python also"):
        exec(compile(snippet, "docs/plugins.md", "exec"), names)
    weights = names["WeightRules"](weights=names["Weights"](report=60, vote=50))
    (fault,) = weights.incoherences({})
    assert fault.expected.zh == "权重合计须为 100，现为 110"


def test_the_tenants_file_is_fine(place: Path) -> None:
    file = load(place / "tenant.toml", installed()[0])
    assert file.plugins == ["revisits"]


def test_what_is_typed_is_known_to_the_command_line(tutorial: Any) -> None:
    for program, *words in tutorial.commands:
        assert program in ("taizhang", "pip", "curl")
        if program == "taizhang":
            command_line(words).parse_args(words, print_error=False, exit_on_error=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plugins"], "入户回访"),
        (["tenants", "check", "tenant.toml"], "没有问题"),
        (["plugins", "new", "visits"], "visits"),
    ],
    ids=["plugins", "check", "new"],
)
@pytest.mark.hook("title")
def test_what_needs_no_database_is_typed(
    tutorial: Any,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    assert ["taizhang", *words] in tutorial.commands
    monkeypatch.chdir(place)
    with pytest.raises(SystemExit) as ended:
        command_line(words)(words)
    printed = capsys.readouterr()
    assert ended.value.code in (None, 0), printed.err
    assert said in printed.out
