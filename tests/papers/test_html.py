"""A paper's page: all of the paper, nothing that it could smuggle in, and what it rests on."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang import Heading, Paper, Paragraph, Signatures, Table
from taizhang.papers.html import page
from taizhang.papers.issued import Issued

EVIL = "<script>alert('1')</script>&amp;\"{{paper}}{{title}}</article>"
ISSUED = Issued(
    document="pay.table",
    tenant="xinshao",
    tenant_name="新邵县",
    rehearsal=False,
    position=57,
    recorded_at=datetime(2015, 12, 20, 2, 30, tzinfo=UTC),
    parameters={"year": 2012},
    paper=Paper("报酬表", []),
)


def drawn(*blocks: Any, **changes: Any) -> str:
    return page(replace(ISSUED, paper=replace(ISSUED.paper, blocks=blocks), **changes))


class Text(HTMLParser):
    """The elements of a page, and what a person reads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.mark.parametrize(
    "block",
    [
        Heading(EVIL),
        Paragraph(EVIL),
        Table([EVIL], [[EVIL]]),
        Signatures([EVIL]),
    ],
)
def test_what_a_paper_says_is_text(block: Any) -> None:
    text = Text(drawn(block))
    assert "script" not in text.tags
    assert EVIL in "".join(text.said)
    assert text.tags.count("article") == 1


@pytest.mark.parametrize("place", ["tenant_name", "document", "tenant"])
def test_what_a_tenant_is_called_is_text(place: str) -> None:
    text = Text(drawn(**{place: EVIL}))
    assert "script" not in text.tags
    assert EVIL in "".join(text.said)


def test_a_title_is_text() -> None:
    html = page(replace(ISSUED, paper=Paper(EVIL, [])))
    assert "<script" not in html
    assert html.count("</article>") == 1


def test_nothing_is_fetched_from_elsewhere() -> None:
    html = drawn(Table(["甲"], [["乙"]]))
    assert not re.search(r"https?:|url\(|@import|src=|href=", html)
    assert "script" not in Text(html).tags


@pytest.mark.parametrize(
    ("level", "tag"),
    [(1, "h2"), (2, "h3")],
)
def test_headings_have_levels(level: int, tag: str) -> None:
    assert f"<{tag}>依据</{tag}>" in drawn(Heading("依据", level))


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["8,605.00", "6884", ""], "number"),
        (["80%", "-3"], "number"),
        (["7327.00", "—"], "number"),
        (["2015-12-20", ""], "short"),
        (["书记", "主任"], "short"),
        (["", ""], "short"),
        (["其他“两委”成员", "书记"], "word"),
        (["村级活动场所陈旧，远程教育设备闲置", "1"], "text"),
    ],
)
def test_a_column_is_set_by_what_stands_in_it(cells: Sequence[str], kind: str) -> None:
    html = drawn(Table(["列"], [[cell] for cell in cells]))
    assert html.count(f'<td class="{kind}">') == len(cells)


def test_a_table_without_lines_says_so() -> None:
    html = drawn(Table(["甲", "乙"], []))
    assert '<td class="none" colspan="2">（无）</td>' in html


@pytest.mark.parametrize(("columns", "kind"), [(8, "upright"), (9, "wide")])
def test_a_wide_table_lies_across(columns: int, kind: str) -> None:
    assert f'<article class="{kind}">' in drawn(Table(["列"] * columns, []))


@pytest.mark.parametrize(
    ("rehearsal", "provisional", "marks"),
    [
        (False, False, []),
        (True, False, ["演练"]),
        (False, True, ["暂算"]),
        (True, True, ["演练", "暂算"]),
    ],
)
def test_what_is_not_to_be_relied_on_says_so(
    rehearsal: bool, provisional: bool, marks: list[str]
) -> None:
    paper = Paper("报酬表", [], provisional=provisional)
    html = page(replace(ISSUED, rehearsal=rehearsal, paper=paper))
    assert re.findall("<b>(.*?)</b>", html) == marks
    assert ('class="watermark"' in html) == bool(marks)


def test_the_foot_says_as_of_when_it_was_issued() -> None:
    html = drawn()
    assert "截至日志位置 57（2015-12-20 10:30:00 北京时间入账）" in html
    assert "新邵县（xinshao）；文件 pay.table；参数 year=2012" in html


def test_a_paper_from_before_the_first_event_has_no_instant() -> None:
    assert "截至日志位置 0。" in drawn(position=0, recorded_at=None)


def test_a_signature_has_its_line() -> None:
    assert "<p><span>经办人：</span><i></i></p>" in drawn(Signatures(["经办人"]))
