"""How far a rebuild is: a bar on a terminal, plain lines elsewhere."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from rich.console import Console

from taizhang.cli import rebuilding
from taizhang.projections.status import Filled

NOW = datetime(2015, 12, 20, tzinfo=UTC)
FIRST = Filled(
    generation="a", state="building", created_at=NOW, tenants=2, behind=2, events=2000, folded=0,
    farthest=1000, letters=0, moved_at=NOW, at=NOW,
)  # fmt: skip
HALF = replace(FIRST, folded=1000, at=NOW + timedelta(seconds=2))
DONE = replace(FIRST, folded=2000, state="current", at=NOW + timedelta(seconds=4))


@pytest.mark.parametrize(
    ("seen", "speed", "said"),
    [
        (FIRST, 0.0, "折叠 0 / 2,000（0%），0 事件/秒"),
        (HALF, 500.0, "折叠 1,000 / 2,000（50%），500 事件/秒，还需约 2 秒"),
        (DONE, 500.0, "折叠 2,000 / 2,000（100%），500 事件/秒，已追上"),
        (replace(FIRST, events=0), 0.0, "折叠 0 / 0（100%），0 事件/秒，已追上"),
    ],
)
def test_a_line_tells_share_rate_and_time_left(seen: Filled, speed: float, said: str) -> None:
    assert rebuilding.line(seen, speed) == said


@pytest.fixture
def printed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """All that is printed, to a terminal or elsewhere."""
    text = io.StringIO()
    console = Console(file=text, force_terminal=request.param, width=100, soft_wrap=True)
    monkeypatch.setattr(rebuilding, "out", console)
    return text


def tell() -> None:
    with rebuilding.Telling(FIRST) as telling:
        telling.tell(FIRST)
        telling.tell(HALF)
        telling.tell(DONE, at_last=True)


@pytest.mark.parametrize("printed", [False], indirect=True)
def test_elsewhere_the_first_and_the_last_look_are_lines(printed: io.StringIO) -> None:
    tell()
    assert printed.getvalue().splitlines() == [
        "折叠 0 / 2,000（0%），0 事件/秒",
        "折叠 2,000 / 2,000（100%），500 事件/秒，已追上",
    ]


@pytest.mark.parametrize("printed", [True], indirect=True)
def test_a_terminal_has_a_bar_with_counts_and_rate(printed: io.StringIO) -> None:
    tell()
    assert "2000/2000" in printed.getvalue()
    assert "500 事件/秒  还需" in printed.getvalue()
    assert "已追上" not in printed.getvalue()


@pytest.mark.parametrize("printed", [False], indirect=True)
def test_a_standstill_is_told(printed: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "_STUCK_SECONDS", 0.0)
    with rebuilding.Telling(HALF) as telling:
        telling.tell(HALF)
    assert "没有进展，2 个单位落后；请看日志" in printed.getvalue()
