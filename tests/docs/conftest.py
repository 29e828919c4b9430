"""The pages of docs/ as the tests read them: snippets by what they are, tables by their heading."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from taizhang.app import installed
from taizhang.onboarding.sources import source_tenants

DOCS = Path(__file__).parents[2] / "docs"
_FENCE = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^#{1,6} (.+?)\n(.*?)(?=^#{1,6} |\Z)", re.MULTILINE | re.DOTALL)


class Page:
    """One page of the documentation."""

    def __init__(self, name: str) -> None:
        self.text = (DOCS / name).read_text(encoding="utf-8")

    @property
    def kinds(self) -> set[str]:
        """What snippets there are: `python plugin`, `sh`."""
        return {f"{language} {use}".strip() for language, use, _ in _FENCE.findall(self.text)}

    def snippets(self, kind: str) -> list[str]:
        """The snippets of a kind, in order."""
        language, _, use = kind.partition(" ")
        return [
            body for found, of, body in _FENCE.findall(self.text) if (found, of) == (language, use)
        ]

    def snippet(self, kind: str) -> str:
        """The only snippet of a kind."""
        (only,) = self.snippets(kind)
        return only

    @property
    def commands(self) -> list[list[str]]:
        """What is typed, command by command, in words."""
        bodies = (body.replace("\\\n", "") for body in self.snippets("sh"))
        return [shlex.split(line) for body in bodies for line in body.splitlines()]

    def section(self, heading: str) -> str | None:
        """What stands under a heading, down to the next one."""
        prose = _FENCE.sub("", self.text)
        return dict(_SECTION.findall(prose)).get(heading)


@pytest.fixture(scope="session")
def tutorial() -> Page:
    """The page on writing a plugin."""
    return Page("plugins.md")


@pytest.fixture(scope="session")
def written(tutorial: Page, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plugin's folder: its module, its entry point, its rules, its tests."""
    folder = tmp_path_factory.mktemp("revisits")
    _write(tutorial, folder)
    return folder


@pytest.fixture(scope="module")
def place(written: Path) -> Iterator[Path]:
    """The plugin, installed. Its module stays loaded: a decision is made once in a process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(written)
        yield written


def _write(tutorial: Page, folder: Path) -> None:
    source = "\n\n".join(tutorial.snippets("python plugin"))
    (folder / "revisits.py").write_text(source, encoding="utf-8")
    (folder / "test_revisits.py").write_text(tutorial.snippet("python test"), encoding="utf-8")
    rules = tutorial.snippet("toml tenant").split("\n", 1)[1]
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    (folder / "tenant.toml").write_text(_tenant(tutorial), encoding="utf-8")
    project = tomllib.loads(tutorial.snippet("toml distribution"))["project"]
    named = folder / f"{project['name']}-{project['version']}.dist-info"
    named.mkdir()
    head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (named / "METADATA").write_text(head)
    points = project["entry-points"]["taizhang"].items()
    listed = "\n".join(f"{name} = {module}" for name, module in points)
    (named / "entry_points.txt").write_text(f"[taizhang]\n{listed}\n")


def _tenant(tutorial: Page) -> str:
    """The demo town's file with what the page adds to it."""
    path = next(path for path in source_tenants() if path.parent.name == "santangjie")
    switch, rules = tutorial.snippet("toml tenant").split("\n", 1)
    text = re.sub(r"^plugins = .*$", switch, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    own = re.compile(r"^\[+rules\.(\w+)[\w.]*\]+$.*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
    core = {rules.section for scheme in installed()[0].all if scheme.core for rules in scheme.rules}
    return own.sub(lambda found: found[0] if found[1] in core else "", text) + rules
