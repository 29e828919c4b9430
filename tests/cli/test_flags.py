"""A field of each kind as a flag: how it is typed, and what it becomes in the body."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from msgspec import Meta, Struct

from taizhang import Command, Personal
from taizhang.cli.flags import Flag, flags_of


class Line(Struct, frozen=True):
    """One of several."""

    text: str


class Ask(Command, name="probe.ask", title="试"):
    """A field of each kind."""

    text: Annotated[str, Meta(min_length=1, max_length=9, pattern="^x")]
    person: str
    name: Annotated[str, Personal("person")]
    count: Annotated[int, Meta(ge=1, le=9)]
    share: float = 0.5
    yuan: Decimal | None = None
    day: date | None = None
    at: datetime | None = None
    key: UUID | None = None
    kind: Literal["a", "b"] | None = None
    sealed: bytes | None = None
    sure: bool | None = None
    line: Line | None = None
    lines: list[Line] | None = None
    names: Annotated[list[str], Meta(min_length=1)] | None = None
    numbers: list[int] | None = None
    shares: dict[str, Decimal] | None = None
    either: int | str | None = None


FLAGS: dict[str, Flag] = {flag.field: flag for flag in flags_of(Ask, {"text": "正文"})}


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("text", ["3"], "3"),
        ("text", ["@x"], "@x"),
        ("count", ["3"], 3),
        ("count", ["drei"], "drei"),
        ("share", ["0.25"], 0.25),
        ("yuan", ["4302.50"], "4302.50"),
        ("day", ["2015-12-20"], "2015-12-20"),
        ("at", ["2015-12-20T09:00:00+08:00"], "2015-12-20T09:00:00+08:00"),
        ("key", ["018f"], "018f"),
        ("kind", ["a"], "a"),
        ("sealed", ["AAEC"], "AAEC"),
        ("line", ['{"text": "x"}'], {"text": "x"}),
        ("lines", ['{"text": "x"}', '{"text": "y"}'], [{"text": "x"}, {"text": "y"}]),
        ("lines", ['[{"text": "x"}]'], [{"text": "x"}]),
        ("names", ["a", "b"], ["a", "b"]),
        ("names", ['["a", "b"]'], ["a", "b"]),
        ("numbers", ["1", "2"], [1, 2]),
        ("shares", ['{"书记": "1"}'], {"书记": "1"}),
        ("either", ["3"], 3),
    ],
)
def test_what_is_typed_becomes_json(field: str, typed: list[str], value: Any) -> None:
    assert FLAGS[field].value(typed) == value


@pytest.mark.parametrize(
    ("field", "help_"),
    [
        ("text", "正文（文字，长度至少 1，长度至多 9，格式 ^x；必填）"),
        ("count", "（整数，≥ 1，≤ 9；必填）"),
        ("yuan", "（十进制数，如 4302.5）"),
        ("day", "（日期，如 2015-12-20）"),
        ("kind", "（其中之一：a、b）"),
        ("sealed", "（Base64）"),
        ("sure", "（是或否）"),
        ("lines", "（JSON 或 @文件.json；可重复）"),
        ("numbers", "（整数；可重复）"),
        ("name", "（文字；个人信息，写 - 则从标准输入读一行；必填）"),
    ],
)
def test_help_tells_title_type_and_limits(field: str, help_: str) -> None:
    assert FLAGS[field].help == help_


def test_personal_data_may_be_kept_out_of_the_shells_history(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("示例甲\n示例乙\n"))
    assert [FLAGS["name"].value(["-"]), FLAGS["text"].value(["-"])] == ["示例甲", "示例乙"]


@pytest.mark.parametrize(
    ("field", "repeats", "switch"),
    [("names", True, False), ("lines", True, False), ("sure", False, True), ("text", False, False)],
)
def test_a_flag_repeats_or_switches(field: str, repeats: bool, switch: bool) -> None:
    assert (FLAGS[field].repeats, FLAGS[field].is_switch) == (repeats, switch)


def test_a_file_is_read_as_json(tmp_path: Any) -> None:
    file = tmp_path / "lines.json"
    file.write_text('[{"text": "示例"}]', encoding="utf-8")
    assert FLAGS["lines"].value([f"@{file}"]) == [{"text": "示例"}]
