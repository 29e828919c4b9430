"""A paper as one page of HTML to print on A4; nothing is fetched from elsewhere, all is escaped."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from html import escape
from importlib.resources import files

from taizhang.papers.issued import Issued
from taizhang.papers.paper import Block, Heading, Paragraph, Signatures, Table
from taizhang.papers.parameters import shown

_BEIJING = timezone(timedelta(hours=8))
_NUMBER = re.compile(r"[-+−]?[\d,]*\.?\d+\s?%?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
#: Characters: what is never broken over lines, and what stands in the middle of its cell.
_SHORT, _WORD = 5, 12
#: More columns than this do not fit across an upright page.
_UPRIGHT = 8


def page(issued: Issued) -> str:
    """The whole page. The same paper makes the same page."""
    paper = issued.paper
    wide = any(isinstance(b, Table) and len(b.columns) > _UPRIGHT for b in paper.blocks)
    body = "".join(
        [
            *_marks(issued),
            f'<p class="issuer">{escape(issued.tenant_name)}</p>',
            f"<h1>{escape(paper.title)}</h1>",
            *map(_block, paper.blocks),
            f'<footer class="imprint">{_imprint(issued)}</footer>',
        ]
    )
    template = files("taizhang.papers").joinpath("page.html").read_text(encoding="utf-8")
    before, after = template.split("{{paper}}")  # nothing of the paper is read as a mark
    head = before.replace("{{title}}", escape(f"{issued.tenant_name} {paper.title}"))
    return f'{head}<article class="{"wide" if wide else "upright"}">{body}</article>{after}'


def _marks(issued: Issued) -> Iterator[str]:
    """What must not be taken for more than it is says so on every sheet."""
    marks = [("演练", issued.rehearsal), ("暂算", issued.paper.provisional)]
    said = [word for word, holds in marks if holds]
    if said:
        yield f'<p class="banner">{"".join(f"<b>{word}</b>" for word in said)}</p>'
        yield f'<div class="watermark" aria-hidden="true">{"　".join(said)}</div>'


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            rank = 2 if level == 1 else 3
            return f"<h{rank}>{escape(text)}</h{rank}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Table():
            return _table(block)
        case Signatures(names):
            return f'<div class="signatures">{"".join(map(_signature, names))}</div>'


def _table(table: Table) -> str:
    kinds = [_kind([row[at] for row in table.rows]) for at in range(len(table.columns))]
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join(_row(row, kinds) for row in table.rows)
    if not table.rows:
        rows = f'<tr><td class="none" colspan="{len(table.columns)}">（无）</td></tr>'
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _kind(cells: Sequence[str]) -> str:
    """Figures stand to the right, short words unbroken in the middle, running text to the left."""
    filled = [cell for cell in cells if cell not in ("", "—")]
    longest = max(map(len, filled), default=0)
    if filled and all(map(_NUMBER.fullmatch, filled)):
        return "number"
    if longest <= _SHORT or all(map(_DATE.fullmatch, filled)):
        return "short"
    return "word" if longest <= _WORD else "text"


def _row(cells: Sequence[str], kinds: Sequence[str]) -> str:
    inside = (
        f'<td class="{kind}">{escape(cell)}</td>' for cell, kind in zip(cells, kinds, strict=True)
    )
    return f"<tr>{''.join(inside)}</tr>"


def _signature(name: str) -> str:
    return f"<p><span>{escape(name)}：</span><i></i></p>"


def _imprint(issued: Issued) -> str:
    """Whoever doubts the paper issues it again as of this position, and compares."""
    told = [
        f"{issued.tenant_name}（{issued.tenant}）",
        f"文件 {issued.document}",
        *([f"参数 {shown(issued.parameters)}"] if issued.parameters else []),
        f"截至日志位置 {issued.position}{_instant(issued.recorded_at)}",
    ]
    return f"<p>{escape('；'.join(told))}。按此位置（asOf）重新出具即可核对。</p>"


def _instant(at: datetime | None) -> str:
    return f"（{at.astimezone(_BEIJING):%Y-%m-%d %H:%M:%S} 北京时间入账）" if at else ""
