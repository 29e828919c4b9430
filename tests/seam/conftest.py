"""Plugins that exist for one test only, found like any other; and a platform that has them."""

import itertools
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang import Scheme, hookimpl
from taizhang.app import Platform, installed
from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.dispatch.reactor import Reactor
from taizhang.plugins.finding import GROUP
from taizhang.projections.worker import Worker
from taizhang.schemes import Schemes

_numbers = itertools.count(1)
Plug = Callable[..., EntryPoint]


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Plug:
    """Makes an entry point of these schemes, or of a `hook` that answers as it likes."""

    def make(name: str, *schemes: Scheme, hook: Callable[[], Any] | None = None) -> EntryPoint:
        module = ModuleType(f"plugged_{next(_numbers)}")

        def taizhang_schemes() -> Sequence[Scheme]:
            return hook() if hook else list(schemes)

        module.taizhang_schemes = hookimpl(taizhang_schemes)  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return EntryPoint(name, module.__name__, GROUP)

    return make


@pytest.fixture(scope="session")
def core() -> tuple[Scheme, ...]:
    """The core's areas, without any plugin."""
    return tuple(scheme for scheme in installed()[0].all if scheme.core)


@pytest.fixture
def having(platform: Platform, core: tuple[Scheme, ...]) -> Callable[..., Platform]:
    """The platform, as it is with the core and these schemes installed."""

    def make(*more: Scheme) -> Platform:
        p, schemes = platform, Schemes([*core, *more])
        dispatcher = Dispatcher(p.log, schemes, p.keyring, p.app)
        pools = {"projector": p.worker.projector, "scheduler": p.worker.scheduler}
        reactor = Reactor(p.log, dispatcher, schemes, p.register, p.hints, **pools)
        worker = Worker(schemes.rows, schemes.catalogue, p.keyring, p.hints, **pools)
        return replace(
            p, schemes=schemes, dispatcher=dispatcher, reactor=reactor, worker=worker, faulty=()
        )

    return make
