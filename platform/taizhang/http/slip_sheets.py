"""Slip sheets: slips to print on A4, each with its code to scan and boxes to tick (S0-11, S1-12).

One page of HTML without anything from elsewhere: no script, no font, no picture is fetched. A
slip is a whole paper ballot, so that a meeting without a phone or without power can vote.
"""

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import NamedTuple

from msgspec import Struct

from taizhang.domain.ballots.rules import Form
from taizhang.http.qr import picture
from taizhang.http.slip_tables import Asked, rows_of, tables

#: Of an A4 page between its margins, in mm.
_HEIGHT = 277
_HEAD, _ROW, _GAP = 52, 7, 4
#: More words than this do not fit beside a name in half a page's width.
_NARROW_WORDS = 5


class Sheet(Struct, frozen=True):
    """What all slips of a box have in common: lines by item, and the form of each item.

    `page` is the address of the voters' page.
    """

    title: str
    english: str
    lines: Sequence[Asked]
    forms: Mapping[str, Form]
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


def _height(lines: Sequence[Asked]) -> int:
    return _HEAD + _ROW * rows_of(lines) + _GAP


def _is_wide(sheet: Sheet) -> bool:
    return _height(sheet.lines) > _HEIGHT or not _two_abreast(sheet)


def _two_abreast(sheet: Sheet) -> bool:
    used = {line.item for line in sheet.lines}
    return all(len(sheet.forms[item].scale) <= _NARROW_WORDS for item in used)


def _slips_a_page(sheet: Sheet) -> int:
    if not _is_wide(sheet):
        return 2 * (_HEIGHT // _height(sheet.lines))
    longest = max(_height(lines) for lines in _columns(sheet))
    return max(1, _HEIGHT // longest)


def _columns(sheet: Sheet) -> list[Sequence[Asked]]:
    """The lines as they stand beside each other on one slip."""
    if not (_is_wide(sheet) and _two_abreast(sheet)):
        return [sheet.lines]
    half = (len(sheet.lines) + 1) // 2
    return [sheet.lines[:half], sheet.lines[half:]]


def _slip(sheet: Sheet, slip: Slip | None) -> str:
    english = f"<small>{escape(sheet.english)}</small>" if sheet.english else ""
    shown = f"<code>{escape(slip.code)}</code>" if slip else '<p class="specimen">样张 SPECIMEN</p>'
    code = _picture(sheet, slip.code) if slip else ""
    pile = f"<p>{escape(slip.category)}</p>" if slip and slip.category else ""
    columns = [f"<div>{tables(lines, sheet.forms)}</div>" for lines in _columns(sheet)]
    return (
        '<article class="slip"><div class="head"><div>'
        f"<h2>{escape(sheet.title)}{english}</h2>"
        "<p>每行选一项，打“√”；不选为弃权，多选无效。"
        "<small>Tick one box a line. None: blank. Several: invalid.</small></p>"
        "<p>扫码投票或交回本票，只用一种。"
        "<small>Vote by phone or hand in this paper, not both.</small></p>"
        f"{pile}{shown}</div>{code}</div>"
        f'<div class="tables">{"".join(columns)}</div></article>'
    )


def _picture(sheet: Sheet, code: str) -> str:
    """The code to scan. After `#` a browser keeps it to itself: no server on the way sees it."""
    return picture(f"{sheet.page}#{code}" if sheet.page else code)
