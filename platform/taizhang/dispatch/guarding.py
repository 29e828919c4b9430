"""Guarding: a plugin's decision that fails is answered with the plugin's name, not as our fault."""

import contextlib
import logging
from collections.abc import Iterator
from typing import Any

from taizhang.commands.command import Command
from taizhang.commands.slice import Slice
from taizhang.errors import Refusal, Refused
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes

FAILED = Refusal(
    "plugins.decision_failed",
    zh="方案“{title}”（{scheme}）判定“{command}”时出错（{error}），本事项未办理；"
    "请运维查看日志并升级该方案，其他事项不受影响",
    en="the scheme {scheme} failed to decide {name} ({error}); nothing was done",
    status=500,
)
_log = logging.getLogger(__name__)


@contextlib.contextmanager
def answering_for(scheme: Scheme, command: Command) -> Iterator[None]:
    """Runs a plugin's pure code. Raises Refused(`plugins.decision_failed`) for whatever it raises
    that is no refusal; the text may hold personal data, so it goes to the process's log only.
    """
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        if scheme.core:
            raise
        name, title = command.command_name, command.command_title or command.command_name
        _log.error("decision on %s of %s failed", name, scheme.name, exc_info=error)
        kind = type(error).__name__
        told = FAILED(scheme=scheme.name, title=scheme.title, command=title, name=name, error=kind)
        raise Refused(told) from error


def require_listed(schemes: Schemes, slice_: Slice[Any]) -> None:
    """What was decided must be read again. Raises TypeError for an event of no scheme."""
    for tagged in slice_.new_decisions:
        name = tagged.decision.event_name
        if schemes.catalogue.types.get(name) is not type(tagged.decision):
            raise TypeError(f"{type(slice_).__name__} records {name}, which no scheme lists")
