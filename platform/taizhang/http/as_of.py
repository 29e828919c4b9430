"""`asOf` in an address: a position, a day (to its end, China time) or an instant with its zone."""

from datetime import datetime, time

from taizhang.commands.context import CHINA
from taizhang.errors import Refusal, Refused

BAD_AS_OF = Refusal(
    "http.bad_as_of",
    zh="参数 asOf 应为日志位置、日期（2015-12-20）或带时区的时刻，收到“{value}”",
    en="asOf is a position in the log, a date or an instant with its zone, not {value!r}",
    status=400,
)


def as_of(text: str) -> int | datetime:
    """A moment of the past. Raises Refused(`http.bad_as_of`)."""
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    try:  # a plus that was not escaped arrives as a space
        moment = datetime.fromisoformat(text.strip().replace(" ", "+"))
    except ValueError:
        raise Refused(BAD_AS_OF(value=text)) from None
    if len(text) == len("2015-12-20"):
        return datetime.combine(moment, time.max, CHINA)
    if moment.tzinfo is None:
        raise Refused(BAD_AS_OF(value=text))
    return moment
