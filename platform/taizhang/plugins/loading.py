"""Loading: what a module contributes through the hooks. Whatever it raises is told by its name."""

from importlib.metadata import EntryPoint

import pluggy

from taizhang import hookspecs
from taizhang.plugins.plugin import Origin
from taizhang.scheme import Scheme


class CannotLoad(Exception):  # noqa: N818 - it says what became of the plugin
    """A plugin that says nothing sensible; the text says what it did instead."""


def origin_of(point: EntryPoint) -> Origin:
    """Where an entry point comes from."""
    return Origin(point.dist.name, point.dist.version) if point.dist else Origin()


def load(point: EntryPoint) -> tuple[Scheme, ...]:
    """The schemes of an entry point. Raises CannotLoad."""
    try:
        module = point.load()
    except (Exception, SystemExit) as error:  # whatever it raises is its own fault, and is told
        raise CannotLoad(f"载入 {point.value} 时出错（{told(error)}）") from error
    return contributed(module, point.name)


def contributed(module: object, name: str) -> tuple[Scheme, ...]:
    """The schemes that a module, or another object, contributes. Raises CannotLoad."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(module, name)
        manager.check_pending()
        given = manager.hook.taizhang_schemes()
    except (Exception, SystemExit) as error:
        raise CannotLoad(f"它的钩子出错（{told(error)}）") from error
    if not given:
        raise CannotLoad("没有实现钩子 taizhang_schemes（@hookimpl）")
    return tuple(scheme for each in given for scheme in _schemes(each))


def _schemes(given: object) -> tuple[Scheme, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(s, Scheme) for s in given):
        raise CannotLoad(
            f"钩子 taizhang_schemes 应返回 Scheme 的列表，返回了 {type(given).__name__}"
        )
    return tuple(given)


def told(error: BaseException) -> str:
    """An exception in one line."""
    return f"{type(error).__name__}：{error}"
