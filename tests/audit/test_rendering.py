"""A timeline on a terminal: one line an event, times of China, nothing that can steer it."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from taizhang.audit.rendering import render
from taizhang.audit.timeline import Line

LINE = Line(
    position=12,
    recorded_at=datetime(2015, 12, 1, 16, 30, tzinfo=UTC),
    on=date(2015, 11, 30),
    type="reports.submitted",
    summary="单位=jingui",
    actor="clerk-1",
    on_behalf_of="jingui",
    cause=None,
    body={},
    command_id=None,
)


def test_a_line_names_position_dates_event_fields_and_actor() -> None:
    assert render([LINE]).splitlines()[1] == (
        "  12  2015-11-30  2015-12-02 00:30:00  reports.submitted  单位=jingui"
        " —— clerk-1（代 jingui）"
    )


def test_the_cause_of_a_policy_is_told() -> None:
    assert render([replace(LINE, cause=7)]).endswith("（因位置 7）")


def test_the_columns_stand_under_their_titles() -> None:
    def width(text: str) -> int:
        return sum(2 if ord(c) > 255 else 1 for c in text)

    head, row = render([replace(LINE, position=1234567)]).splitlines()
    for title, text in (
        ("业务", "2015-11"),
        ("入账", "2015-12"),
        ("事件", "reports"),
        ("内容", "单位"),
    ):
        assert width(head[: head.index(title)]) == width(row[: row.index(text)])


def test_line_breaks_and_escape_sequences_do_not_reach_the_terminal() -> None:
    text = render([replace(LINE, summary="a\nb\x1b[2J\u202ec\u2028d", actor="x\r")])
    assert len(text.splitlines()) == 2
    assert text.replace("\n", "").isprintable()


def test_an_unreadable_entry_has_no_business_date() -> None:
    assert "  ----------  2015-12-02" in render([replace(LINE, on=None)])


def test_nothing_is_said_in_words() -> None:
    assert render([]) == "没有事件"
