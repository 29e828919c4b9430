"""What a page types in a shell, and what its curl would send."""

import itertools
import shlex
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

SHOWN = "http://127.0.0.1:8000"


class Sent(Struct, frozen=True):
    """A request as curl makes it; the token is for whoever sends it to add."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: str | None


def typed(page: Any) -> list[list[str]]:
    """The commands of a page, word by word."""
    bodies = (body.replace("\\\n", "") for body in page.all("sh"))
    return [shlex.split(line) for body in bodies for line in body.splitlines() if line.strip()]


def sent_by(words: list[str]) -> Sent:
    """The request of a curl command."""
    (address,) = (word for word in words if word.startswith(SHOWN))
    given = [after for word, after in itertools.pairwise(words) if word == "-H"]
    headers = dict(header.split(": ", 1) for header in given)
    assert headers.pop("Authorization") == "Bearer $TAIZHANG_TOKEN"
    body = words[words.index("-d") + 1] if "-d" in words else None
    return Sent("POST" if body else "GET", address.removeprefix(SHOWN), headers, body)
