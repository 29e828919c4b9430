"""Writing: a plugin to begin with, as a distribution of its own."""

import keyword
import re
from importlib.resources import files
from pathlib import Path
from string import Template

from taizhang import __version__
from taizhang.errors import Refusal, Refused

_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
_TEMPLATES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "rules.toml": "rules.toml",
    ".gitignore": "gitignore",
    "{package}/__init__.py": "init.py",
    "{package}/commands.py": "commands.py",
    "{package}/events.py": "events.py",
    "{package}/rows.py": "rows.py",
    "{package}/rules.py": "rules.py",
    "tests/test_recording.py": "test_recording.py",
}
BAD_NAME = Refusal(
    "plugins.bad_name",
    zh="“{name}”不能作方案的名称：应为 2 至 40 个小写字母、数字和下划线，"
    "以字母开头、不以下划线结尾，如 visits、blank_villages",
    en="{name!r} cannot name a plugin: 2 to 40 of a-z, 0-9 and _, beginning with a letter",
)
TAKEN_NAME = Refusal(
    "plugins.taken_name",
    zh="已有名为“{name}”的方案；请换一个名称",
    en="there is a scheme {name!r} already; choose another name",
    status=409,
)
EXISTS = Refusal(
    "plugins.folder_exists",
    zh="{folder} 已经存在，不会覆盖；请换一个名称，或用 --to 换一个位置",
    en="{folder} exists and is not overwritten; choose another name, or another place with --to",
    status=409,
)


def write(name: str, to: Path, taken: set[str]) -> Path:
    """Write the plugin `name` into a new folder below `to`; answers the folder.

    Raises Refused for a bad or taken name, and where the folder exists. Nothing is overwritten.
    """
    if not _NAME.fullmatch(name) or name.endswith("_") or keyword.iskeyword(name):
        raise Refused(BAD_NAME(name=name))
    if name in taken:
        raise Refused(TAKEN_NAME(name=name))
    words = _words(name)
    folder = to / words["distribution"]
    if folder.exists():
        raise Refused(EXISTS(folder=str(folder)))
    for path, template in _TEMPLATES.items():
        target = folder / path.format(**words)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_text(template).substitute(words), encoding="utf-8")
    return folder


def _words(name: str) -> dict[str, str]:
    return {
        "name": name,
        "package": f"taizhang_{name}",
        "distribution": f"taizhang-{name.replace('_', '-')}",
        "row": "".join(part.capitalize() for part in name.split("_")) + "Item",
        "version": __version__,
    }


def _text(template: str) -> Template:
    file = files("taizhang.plugins") / "template" / f"{template}.tmpl"
    return Template(file.read_text(encoding="utf-8"))
