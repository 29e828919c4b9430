"""A receipt as a terminal shows it: what was done, the events by title, and the warnings."""

from typing import Any

from taizhang.cli.consoles import out
from taizhang.cli.remote import tell_reason
from taizhang.commands.command import Command
from taizhang.schemes import Schemes

_STATES = {
    "appended": "已办理",
    "repeated": "此前已办理，这是第一次的结果",
    "unchanged": "无需办理，没有写入",
    "dry_run": "试算，没有写入",
}


def tell(schemes: Schemes, kind: type[Command], receipt: dict[str, Any]) -> None:
    """Print it. An event of a scheme that is not installed here goes by its name alone."""
    at = f"（{receipt['recorded_at']}）" if receipt["recorded_at"] else ""
    done = f"{_STATES[receipt['state']]}：{kind.command_title} {kind.command_name}"
    out.print(f"{done}，日志位置 {receipt['position']}{at}", markup=False)
    titles = {each.event_name: each.event_title for each in schemes.events}
    for event in receipt["events"]:
        place = f"#{event['position']}" if event["position"] else "（试算）"
        name = event["type"]
        out.print(f"{place:>8}  {titles.get(name, '')} {name}", markup=False)
    for warning in receipt["warnings"]:
        tell_reason("[yellow]提醒[/yellow]", warning)
