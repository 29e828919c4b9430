"""Rendering: a timeline as a terminal shows it."""

from collections.abc import Sequence

from taizhang.audit.timeline import Line
from taizhang.commands.context import CHINA

_TIME = "%Y-%m-%d %H:%M:%S"


def render(lines: Sequence[Line]) -> str:
    """One line an event: position, business date, recorded at (China), name, fields, actor."""
    if not lines:
        return "没有事件"
    digits = max(4, len(str(lines[-1].position)))
    names = max(len(line.type) for line in lines)
    # Two columns a Chinese character: `位置` is four wide, `业务日期` eight, and so on.
    head = f"{'位置':>{digits - 2}}  业务日期    {'入账时间（北京）':<11}  "
    head += f"{'事件':<{max(names - 2, 0)}}  内容 —— 经办"
    return "\n".join([head, *(_row(line, digits, names) for line in lines)])


def _row(line: Line, digits: int, names: int) -> str:
    on = "----------" if line.on is None else line.on.isoformat()
    at = line.recorded_at.astimezone(CHINA).strftime(_TIME)
    text = f"{line.position:>{digits}}  {on}  {at}  {line.type:<{names}}  {line.summary}"
    return _printable(f"{text} —— {_who(line)}")


def _who(line: Line) -> str:
    behalf = f"（代 {line.on_behalf_of}）" if line.on_behalf_of else ""
    cause = f"（因位置 {line.cause}）" if line.cause is not None else ""
    return f"{line.actor}{behalf}{cause}"


def _printable(text: str) -> str:
    """Line breaks, escape sequences and the like must not reach the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
