"""Slip sheets: slips to print on A4, each with its code to scan and boxes to tick (S0-11, S1-12).

One page of HTML without anything from elsewhere: no script, no font, no picture is fetched. A
slip is a whole paper ballot, so that a meeting without a phone or without power can vote.
"""

import io
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from typing import Annotated, NamedTuple

import segno
from msgspec import Meta, Struct

from taizhang.domain.ballots.rules import Form

#: Of an A4 page between its margins, in mm.
_HEIGHT = 277
_HEAD, _ROW, _GAP = 52, 7, 4
#: More words than this do not fit beside a name in half a page's width.
_NARROW_WORDS = 5

Label = Annotated[str, Meta(min_length=1, max_length=200)]


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a paper ballot: whom it is about and, where a line needs one, the question."""

    name: Label
    english: Annotated[str, Meta(max_length=200)] = ""
    text: Annotated[str, Meta(max_length=200)] = ""


class Sheet(Struct, frozen=True):
    """What all slips of a box have in common. `page` is the address of the voters' page."""

    title: str
    english: str
    lines: Sequence[Asked]
    form: Form
    page: str | None = None


class Slip(NamedTuple):
    """One slip to print; the category of attendees that it is for, if slips are in piles."""

    code: str
    category: str | None = None


def printed(sheet: Sheet, slips: Sequence[Slip]) -> str:
    """The sheets as HTML. Without slips it is a specimen of one, good for nothing."""
    wide, each = _is_wide(sheet), _slips_a_page(sheet)
    drawn = [_slip(sheet, slip) for slip in slips] or [_slip(sheet, None)]
    kind = "page wide" if wide else "page"
    pages = (drawn[at : at + each] for at in range(0, len(drawn), each))
    sections = [f'<section class="{kind}">{"".join(page)}</section>' for page in pages]
    text = files("taizhang.http").joinpath("static/slips.html").read_text(encoding="utf-8")
    before, after = text.split("{{pages}}")  # nothing of the slips is read as a mark
    head = before.replace("{{title}}", escape(sheet.title))
    return head + "\n".join(sections) + after


def _height(lines: int) -> int:
    return _HEAD + _ROW * (lines + 1) + _GAP


def _is_wide(sheet: Sheet) -> bool:
    return _height(len(sheet.lines)) > _HEIGHT or not _two_abreast(sheet)


def _two_abreast(sheet: Sheet) -> bool:
    return len(sheet.form.scale) <= _NARROW_WORDS


def _slips_a_page(sheet: Sheet) -> int:
    if not _is_wide(sheet):
        return 2 * (_HEIGHT // _height(len(sheet.lines)))
    longest = max(len(lines) for lines in _columns(sheet))
    return max(1, _HEIGHT // _height(longest))


def _columns(sheet: Sheet) -> list[Sequence[Asked]]:
    """The lines as they stand beside each other on one slip."""
    if not (_is_wide(sheet) and _two_abreast(sheet)):
        return [sheet.lines]
    half = (len(sheet.lines) + 1) // 2
    return [sheet.lines[:half], sheet.lines[half:]]


def _slip(sheet: Sheet, slip: Slip | None) -> str:
    english = f"<small>{escape(sheet.english)}</small>" if sheet.english else ""
    shown = f"<code>{escape(slip.code)}</code>" if slip else '<p class="specimen">样张 SPECIMEN</p>'
    picture = _picture(sheet, slip.code) if slip else ""
    pile = f"<p>{escape(slip.category)}</p>" if slip and slip.category else ""
    return (
        '<article class="slip"><div class="head"><div>'
        f"<h2>{escape(sheet.title)}{english}</h2>"
        "<p>每行选一项,打“√”;不选为弃权,多选无效。"
        "<small>Tick one box a line. None: blank. Several: invalid.</small></p>"
        "<p>扫码投票或交回本票,只用一种。"
        "<small>Vote by phone or hand in this paper, not both.</small></p>"
        f"{pile}{shown}</div>{picture}</div>"
        f'<div class="tables">{"".join(_table(sheet, lines) for lines in _columns(sheet))}'
        "</div></article>"
    )


def _picture(sheet: Sheet, code: str) -> str:
    """The code to scan. After `#` a browser keeps it to itself: no server on the way sees it."""
    text = f"{sheet.page}#{code}" if sheet.page else code
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, nl=False
    )
    return drawn.getvalue().decode()


def _table(sheet: Sheet, lines: Sequence[Asked]) -> str:
    words = "".join(f"<th>{_both(word, sheet.form.english)}</th>" for word in sheet.form.scale)
    boxes = "<td><i></i></td>" * len(sheet.form.scale)
    rows = "".join(f"<tr><td>{_line(line)}</td>{boxes}</tr>" for line in lines)
    head = f"<thead><tr><th>对象<small>Subject</small></th>{words}</tr></thead>"
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def _line(line: Asked) -> str:
    text = f" · {escape(line.text)}" if line.text else ""
    english = f"<small>{escape(line.english)}</small>" if line.english else ""
    return f"{escape(line.name)}{text}{english}"


def _both(word: str, english: dict[str, str]) -> str:
    other: Iterable[str] = [english[word]] if word in english else []
    return escape(word) + "".join(f"<small>{escape(each)}</small>" for each in other)
