"""What is promised to plugins: the names of four modules, each documented, none without a word.

docs/plugins.md has a table of each; CHANGELOG.md says of every name when it came (`公开名称 +`) and
when it went (`公开名称 −`).
"""

import pkgutil
import re
from pathlib import Path

import pytest

import taizhang
from taizhang import Command, Role, core, measures, testing

ROOT = Path(__file__).parents[2]
PUBLIC = {
    "taizhang": set(taizhang.__all__),
    "taizhang.core": set(core.__all__),
    "taizhang.measures": {module.name for module in pkgutil.iter_modules(measures.__path__)},
    "taizhang.testing": set(testing.__all__),
}
"""Of the measures, their modules: what is in one is told by its own text."""
_TABLE = re.compile(r"^### `(taizhang[\w.]*)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^\| `(\w+)` \| (.+?) \|$", re.MULTILINE)
_ENTRY = re.compile(
    r"^- 公开名称 ([+−]) (taizhang[\w.]*): (.+?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL
)


def documented() -> dict[str, dict[str, str]]:
    """Each module's names on the page, with what they are for."""
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    return {module: dict(_LINE.findall(body)) for module, body in _TABLE.findall(page)}


def announced(changelog: str) -> dict[str, set[str]]:
    """The names that stand when all entries are followed, from the oldest (the last) on."""
    names: dict[str, set[str]] = {}
    for sign, module, listed in reversed(_ENTRY.findall(changelog)):
        known, each = names.setdefault(module, set()), set(re.findall(r"\w+", listed))
        names[module] = known | each if sign == "+" else known - each
    return names


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_name_is_documented_and_no_other(module: str) -> None:
    assert set(documented()[module]) == PUBLIC[module]


@pytest.mark.parametrize("module", PUBLIC)
def test_the_changelog_accounts_for_every_public_name(module: str) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert announced(changelog)[module] == PUBLIC[module]


def test_entries_are_followed_from_the_oldest_on() -> None:
    changelog = "- 公开名称 − taizhang: Old\n- 公开名称 + taizhang: Old,\n  New\n"
    assert announced(changelog) == {"taizhang": {"New"}}


@pytest.mark.parametrize("module", [taizhang, core, testing], ids=lambda module: module.__name__)
def test_what_is_promised_is_there(module: object) -> None:
    assert [name for name in module.__all__ if not hasattr(module, name)] == []  # type: ignore[attr-defined]


def test_a_policy_may_ask_every_command_that_is_promised() -> None:
    commands = [getattr(core, name) for name in core.__all__]
    asked = [c for c in commands if isinstance(c, type) and issubclass(c, Command)]
    assert asked
    assert [c.command_name for c in asked if Role.SYSTEM not in c.decided_by.by] == []
