"""The hooks that a plugin may implement."""

import pluggy

from taizhang.scheme import Scheme

PROJECT = "taizhang"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def taizhang_schemes() -> list[Scheme]:  # type: ignore[empty-body]
    """The schemes that a plugin contributes. Called once, at start."""
