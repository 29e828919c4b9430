"""docs/decisions/0014: every rule that waits for a later scheme has its place there."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
LATER = (
    "members",
    "blank villages",
    "examination",
    "tasks",
    "scorecards",
    "ratings",
    "inspections",
    "plenary",
    "funds",
)
_RULE = re.compile(r"^\| (S\d-\d\d) \|.*\| ([\w ]+) \|$", re.MULTILINE)
_NAMED = re.compile(r"(S\d)-(\d\d)(?:\.\.(\d\d))?")


def waiting(area: str) -> set[str]:
    """The rules of an area in the register."""
    register = (DOCS / "rules.md").read_text(encoding="utf-8")
    return {rule for rule, of in _RULE.findall(register) if of == area}


def placed(text: str) -> set[str]:
    """The rules that a text names, ranges (S2-01..07) included."""
    found = ((seed, int(first), int(last or first)) for seed, first, last in _NAMED.findall(text))
    return {f"{seed}-{n:02}" for seed, first, last in found for n in range(first, last + 1)}


def decision() -> str:
    return (DOCS / "decisions" / "0014-nine-later-schemes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("area", [*LATER, "named only"])
def test_every_rule_of_the_area_has_its_place(area: str) -> None:
    assert waiting(area)
    assert waiting(area) - placed(decision()) == set()


@pytest.mark.parametrize("area", LATER)
def test_the_area_has_a_section(area: str) -> None:
    assert re.search(rf"^## {area}\b", decision(), re.MULTILINE)


def test_ranges_are_read() -> None:
    assert placed("S2-01..03, S4-12") == {"S2-01", "S2-02", "S2-03", "S4-12"}
