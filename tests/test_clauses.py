"""Every refusal that rests on a rule of a source document quotes the tenant's own clause."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from taizhang.errors import Refusal

ROOT = Path(__file__).parent.parent
SOURCES = [ROOT / "platform", ROOT / "plugins"]
MODULES = [
    (".".join(path.relative_to(source).with_suffix("").parts), path)
    for source in SOURCES
    for path in sorted(source.rglob("*.py"))
    if path.name != "__main__.py" and "samples" not in path.parts  # distributions of their own
]


def ruled(module: Any, call: ast.Call) -> str | None:
    """The code of the refusal that a call makes a reason of, if it names a rule."""
    target: Any = None
    if isinstance(call.func, ast.Name):
        target = getattr(module, call.func.id, None)
    elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        target = getattr(getattr(module, call.func.value.id, None), call.func.attr, None)
    return target.code if isinstance(target, Refusal) and target.rule else None


def without_clause(name: str, path: Path) -> Iterator[str]:
    """Where a module makes a reason that names a rule and no clause."""
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    if not any("clause" not in {k.arg for k in call.keywords} for call in calls):
        return
    module = import_module(name)
    for call in calls:
        code = ruled(module, call)
        if code and not {"clause", None} & {keyword.arg for keyword in call.keywords}:
            yield f"{path.name}:{call.lineno} {code}"


def test_a_refusal_that_names_a_rule_names_the_clause() -> None:
    assert [place for name, path in MODULES for place in without_clause(name, path)] == []
