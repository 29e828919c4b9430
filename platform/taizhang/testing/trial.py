"""Trial: a plugin tried out in a town, before it is installed anywhere."""

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import tomlkit

from taizhang.app import found
from taizhang.onboarding.file import read
from taizhang.onboarding.sources import source_tenants
from taizhang.plugins.finding import GROUP
from taizhang.testing.opening import opened
from taizhang.testing.town import Town

_PLACE = "santangjie"
"""三堂街镇: five villages and communities, all areas of the core in use."""


def trial(plugin: ModuleType, rules: Path | None = None) -> Town:
    """三堂街镇 with the core and this plugin alone: it is on, and its `rules` (a TOML file with
    `[rules.…]`, as a tenant's file has them) are adopted beside the town's own.

    Judged as at start. Raises AssertionError for a faulty plugin, Refused for faulty rules.
    """
    known = found([EntryPoint(plugin.__name__, plugin.__name__, GROUP)])
    assert not known.faulty, known.faulty[0].sentence
    file = next(path for path in source_tenants() if path.parent.name == _PLACE)
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    added = tomllib.loads(rules.read_text(encoding="utf-8")) if rules else {}
    sections = {s: data["rules"][s] for s in data["rules"] if s in known.schemes.rules}
    data["rules"] = sections | added.get("rules", {})
    data["plugins"] = [scheme.name for scheme in known.schemes.plugins]
    return opened(read(tomlkit.dumps(data), str(rules or file), known.schemes), known.schemes)
