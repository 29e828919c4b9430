"""Every hook stands in docs/plugins.md with its arguments, and some test proves it.

Hooks are the hookspecs, and every field of the Scheme that they answer.
"""

import ast
import functools
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from taizhang import (
    Check,
    Document,
    Every,
    Met,
    Obligation,
    Owed,
    Policy,
    Provision,
    Scheme,
    Waived,
    hookspecs,
)
from taizhang import decides as deciding
from taizhang import folds as folding
from taizhang import policy as answering
from taizhang.commands.command import CommandMeta
from taizhang.events.event import EventMeta
from taizhang.projections.row import RowMeta

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "plugins.md"
_SECTION = re.compile(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_ARGUMENT = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
_NOT_ASKED = {"self", "cls", "mcls", "return", "class_name", "bases", "namespace", "config"}

#: What is declared through a field is told by its fields and by the arguments of its functions.
FIELDS: dict[str, set[str]] = {
    "events": set(inspect.signature(EventMeta.__new__).parameters),
    "commands": set(inspect.signature(CommandMeta.__new__).parameters)
    | set(inspect.signature(deciding).parameters),
    "rows": set(inspect.signature(RowMeta.__new__).parameters)
    | set(inspect.signature(folding).parameters)
    | {"row", "event", "at"},
    "rules": set(Provision.__struct_fields__)
    | {"section", "title", "optional"}
    | set(inspect.signature(Provision.basis).parameters)
    | {"file"},
    "policies": set(Policy.__struct_fields__)
    | set(inspect.signature(answering).parameters)
    | {"event", "occasion"},
    "checks": set(inspect.signature(Check.__init__).parameters) | {"context"},
    "obligations": set().union(
        *(k.__struct_fields__ for k in (Obligation, Owed, Met, Waived, Every))
    )
    | {"event", "occasion", "rules"},
    "documents": set(Document.__struct_fields__) | {"data"},
}


def hooks() -> dict[str, set[str]]:
    """Every hook with its arguments."""
    specs = {
        name: set(inspect.signature(each).parameters)
        for name, each in vars(hookspecs).items()
        if hasattr(each, f"{hookspecs.PROJECT}_spec")
    }
    fields = {name: FIELDS.get(name, set()) - _NOT_ASKED for name in Scheme.__struct_fields__}
    return specs | fields


def documented() -> dict[str, set[str]]:
    """The hooks of the register, each with the arguments of its table."""
    (register,) = re.findall(
        r"^## 钩子登记表.*?(?=^## )", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return {name: set(_ARGUMENT.findall(body)) for name, body in _SECTION.findall(register)}


def marked(source: str) -> Iterator[str]:
    """The hooks named by `pytest.mark.hook("…")` on tests."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.hook":
            yield from (str(each.value) for each in node.args if isinstance(each, ast.Constant))


@functools.cache
def proven() -> frozenset[str]:
    """The hooks that some test of the platform names."""
    files = [path for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)]
    sources = (path.read_text(encoding="utf-8") for path in files)
    return frozenset(name for text in sources if "mark.hook" in text for name in marked(text))


def test_the_hooks_of_the_seam_are_found() -> None:
    assert {"taizhang_schemes", "checks", "documents"} <= set(hooks())


def test_every_kind_of_contribution_has_arguments_here() -> None:
    plain = {"name", "title", "core"}
    assert set(FIELDS) == set(Scheme.__struct_fields__) - plain


@pytest.mark.parametrize("hook", sorted(hooks()))
def test_a_hook_is_documented_with_all_its_arguments(hook: str) -> None:
    assert documented().get(hook) == hooks()[hook]


def test_the_register_holds_hooks_only() -> None:
    assert set(documented()) <= set(hooks())


@pytest.mark.parametrize("hook", sorted(hooks()))
def test_a_hook_is_proven_by_a_test(hook: str) -> None:
    assert hook in proven()


def test_tests_name_hooks_only() -> None:
    assert proven() <= set(hooks())


def test_a_mark_is_found_on_a_test() -> None:
    source = "@pytest.mark.hook('checks')\ndef test(): ...\n"
    assert list(marked(source)) == ["checks"]


def test_an_undocumented_argument_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    wider: dict[str, Any] = FIELDS | {"checks": FIELDS["checks"] | {"weight"}}
    monkeypatch.setitem(globals(), "FIELDS", wider)
    assert documented()["checks"] != hooks()["checks"]
