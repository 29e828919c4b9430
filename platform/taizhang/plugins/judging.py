"""Judging: everything that is wrong with a scheme, beside those that are there already."""

from collections.abc import Iterator, Mapping

from taizhang.events.event import Event
from taizhang.plugins.names import Taken, misnamed
from taizhang.plugins.reading import unrecorded
from taizhang.plugins.shapes import misplaced, misshapen
from taizhang.scheme import Scheme


def faults_of(
    scheme: Scheme, taken: Taken, recorded: Mapping[str, type[Event]], *, core: bool = False
) -> Iterator[str]:
    """The faults of one scheme. `recorded`: all events that it may know, its own included.

    What is not even of the right kind hides whatever else is wrong.
    """
    if faults := list(misplaced(scheme)):
        yield from faults
        return
    if scheme.core and not core:
        yield "自称核心（core=True），而核心只有平台自带的"
    yield from misnamed(scheme, core=core)
    yield from taken.faults(scheme)
    faults = list(misshapen(scheme))
    yield from faults or unrecorded(scheme, recorded)
