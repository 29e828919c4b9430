"""`make rules`: which of the numbered rules are named by a test, and which are not yet.

Exits with 1 when a test names a rule that the register (docs/rules.md) does not hold.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SEEDS = {
    "S0": "三堂街镇 2015",
    "S1": "某大学系党委 2022",
    "S2": "湖南某镇 2020",
    "S3": "新邵县 2012",
    "S4": "东方市 2011",
}
_ROW = re.compile(r"^\| (S\d-\d\d) \| (.+?) \|", re.MULTILINE)


class Named(NamedTuple):
    """A rule named by a test, and where."""

    rule: str
    place: str


def register(page: Path = ROOT / "docs" / "rules.md") -> dict[str, str]:
    """The registered rules: number to Chinese title."""
    return dict(_ROW.findall(page.read_text(encoding="utf-8")))


def named(root: Path = ROOT) -> list[Named]:
    """Every rule that a test of the platform or of a plugin names."""
    files = sorted((root / "tests").rglob("*.py")) + sorted((root / "plugins").rglob("*.py"))
    return [
        Named(rule, f"{file.relative_to(root)}:{line}")
        for file in files
        for rule, line in marks(file.read_text(encoding="utf-8"))
    ]


def marks(source: str) -> Iterator[tuple[str, int]]:
    """The numbers in `pytest.mark.rule("...")`, on whatever they stand, with their lines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.rule":
            for argument in node.args:
                if isinstance(argument, ast.Constant):
                    yield str(argument.value), argument.lineno


def told(rules: dict[str, str], found: Iterable[Named]) -> Iterator[str]:
    """The account of a register and what was found, line by line."""
    proven = {each.rule for each in found} & set(rules)
    yield f"规则 {len(rules)} 条：有测试 {len(proven)} 条，尚无测试 {len(rules) - len(proven)} 条"
    for seed, title in SEEDS.items():
        own = [rule for rule in rules if rule.startswith(seed)]
        yield ""
        yield f"{seed} {title}:{len(proven.intersection(own))}/{len(own)}"
        yield "  有测试： " + (" ".join(r for r in own if r in proven) or "（无）")
        yield "  无测试： " + (" ".join(r for r in own if r not in proven) or "（无）")


def main() -> int:
    """Print the account. The exit code is 1 when a test names an unknown rule."""
    rules, found = register(), named()
    print("\n".join(told(rules, found)))
    unknown = [each for each in found if each.rule not in rules]
    for each in unknown:
        print(f"{each.place}：没有“{each.rule}”这条规则（docs/rules.md）", file=sys.stderr)
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
