"""A refusal names units: its sentence never shows the identifier of one."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).parent.parent
FILES = [
    path for source in ("platform", "plugins") for path in sorted((ROOT / source).rglob("*.py"))
]
IDENTIFIERS = {
    "organisation",
    "organisations",
    "unit",
    "units",
    "subject",
    "subjects",
    "successor",
    "successors",
    "superior",
    "holder",
}
"""Values that hold identifiers, for programs; a sentence shows `name`, `names`, `…_name`."""


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The Chinese sentences of the refusals of a file, with their lines."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Refusal":
            for keyword in node.keywords:
                if keyword.arg == "zh":
                    yield node.lineno, ast.literal_eval(keyword.value)


def shown(sentence: str) -> set[str]:
    """The values that a sentence shows."""
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


def test_no_sentence_shows_the_identifier_of_a_unit() -> None:
    found = [
        f"{path.name}:{line} {sorted(wrong)}"
        for path in FILES
        for line, sentence in sentences(path)
        if (wrong := shown(sentence) & IDENTIFIERS)
    ]
    assert found == []


@pytest.mark.parametrize("path", [ROOT / "platform/taizhang/domain/refusals.py"])
def test_sentences_are_found(path: Path) -> None:
    assert [sorted(shown(sentence)) for _, sentence in sentences(path)] == [
        ["id", "kind"],
        ["id", "kind"],
        ["kind", "name", "needed", "state"],
        ["cycle", "name"],
    ]
