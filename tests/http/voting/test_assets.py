"""What the page is made of: little, for old browsers, and nothing from elsewhere."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

FOLDER = Path(str(files("taizhang.http").joinpath("static/voting")))
FILES = sorted(FOLDER.iterdir())
SCRIPTS = [file for file in FILES if file.suffix == ".js"]
ELSEWHERE = re.compile(r"""(?i)\b(?:https?|wss?|ftp|data)://|["'`(]//\w|@import|url\(""")
#: Of ECMAScript 2018 and later: what a phone of 2017 would not even parse, or not have.
NEWER = re.compile(
    r"\?\.|\?\?|\{\s*\.\.\.|catch\s*\{|\*\*=|replaceChildren|replaceAll|matchAll|fromEntries"
    r"|\.flat\(|\.flatMap\(|\.finally\(|globalThis|randomUUID|for await|\.at\("
)
INLINE = re.compile(r"(?i)\son\w+\s*=|\sstyle\s*=|<style|<script(?![^>]*\ssrc=)")


def test_the_whole_page_has_less_than_40_kilobytes() -> None:
    assert sum(file.stat().st_size for file in FILES) < 40 * 1024


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_comes_from_elsewhere(file: Path) -> None:
    assert not ELSEWHERE.search(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_scripts_are_such_as_old_phones_read(file: Path) -> None:
    assert not NEWER.search(file.read_text(encoding="utf-8"))


def test_the_page_holds_no_script_and_no_style_itself() -> None:
    assert not INLINE.search((FOLDER / "page.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_text_never_becomes_markup(file: Path) -> None:
    assert not re.search(
        "innerHTML|outerHTML|insertAdjacentHTML|document.write|eval", file.read_text("utf-8")
    )
