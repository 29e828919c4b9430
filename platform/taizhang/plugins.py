"""Plugins: found through entry points. A faulty one is named in one message and left out."""

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

import pluggy
from msgspec import Struct

from taizhang import hookspecs
from taizhang.scheme import Scheme

GROUP = "taizhang"


class Faulty(Struct, frozen=True):
    """A plugin that was left out, and why."""

    name: str
    why: str


class Found(Struct, frozen=True):
    """What the installed plugins contribute."""

    schemes: tuple[Scheme, ...]
    faulty: tuple[Faulty, ...]


def find(points: Iterable[EntryPoint] | None = None) -> Found:
    """Load every plugin of the entry-point group `taizhang`."""
    schemes: list[Scheme] = []
    faulty: list[Faulty] = []
    for point in sorted(points or entry_points(group=GROUP), key=lambda point: point.name):
        try:
            schemes.extend(_schemes(point))
        except Exception as error:  # whatever a plugin raises is its own fault, and is told
            faulty.append(Faulty(point.name, f"{type(error).__name__}: {error}"))
    return Found(tuple(schemes), tuple(faulty))


def _schemes(point: EntryPoint) -> list[Scheme]:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(point.load(), point.name)
    manager.check_pending()
    return [scheme for schemes in manager.hook.taizhang_schemes() for scheme in schemes]
