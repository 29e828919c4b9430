"""A listing shows all of what it is given, in however narrow a terminal."""

import io

import pytest
from rich.console import Console

from taizhang.cli.listing import Listing, copied

BASIS = "依据县委办公室关于村级书记述职评议考核工作的通知第三条对接统计系统"


def shown(listing: Listing, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, soft_wrap=True)
    console.print(listing)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [30, 50, 80])
def test_no_character_of_a_long_cell_is_left_out(width: int) -> None:
    listing = Listing("名称", "依据")
    listing.tell("stats", BASIS)
    assert sorted(c for c in shown(listing, width) if c in BASIS and c not in "名称依据") == sorted(
        c for c in BASIS if c not in "名称依据"
    )


def test_brackets_are_shown_as_they_are() -> None:
    listing = Listing("名称")
    listing.tell("[red]村[/red]")
    assert "[red]村[/red]" in shown(listing, 80)


def test_what_is_copied_stands_in_one_line() -> None:
    listing = Listing(copied("命令"), "名称")
    listing.tell("organisations.apply_roster", BASIS)
    assert "organisations.apply_roster" in shown(listing, 50)
