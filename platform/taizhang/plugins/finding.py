"""Finding: the core and the installed plugins, admitted one at a time.

A plugin with one fault is left out whole, so that nothing of it is half there; the rest works.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint

from msgspec import Struct

from taizhang.events.event import Event
from taizhang.plugins.judging import faults_of
from taizhang.plugins.loading import CannotLoad, contributed, load, origin_of, told
from taizhang.plugins.names import Taken
from taizhang.plugins.plugin import Faulty, Plugin
from taizhang.plugins.reading import misreadings
from taizhang.projections.row import Row
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes

GROUP = "taizhang"
Show = Callable[[Sequence[type[Row]]], object]
"""Makes what is shown of row types. Raises where they cannot be shown side by side."""
Judge = Callable[[Scheme], Iterable[str]]
"""What an area of the core finds wrong with a scheme that is well formed."""

_MEND = "请升级或修好这个发行包；不再需要的，用 pip uninstall 卸载"


class Found(Struct, frozen=True):
    """What is installed: all schemes, the plugins that they come from, and who was left out."""

    schemes: Schemes
    plugins: tuple[Plugin, ...]
    faulty: tuple[Faulty, ...]


def find(
    core: object,
    *,
    show: Show,
    judge: Judge = lambda _: (),
    points: Iterable[EntryPoint],
) -> Found:
    """The core, and the plugin of every entry point (of the group `taizhang`) that has no fault.

    Raises TypeError for a fault of the core.
    """
    own = contributed(core, "core")
    if faults := _faults(own, Schemes(()), show, judge, core=True):
        raise TypeError("; ".join(faults))
    found = Found(Schemes(own), (), ())
    for point in sorted(points, key=lambda point: point.name):
        found = _with(found, point, show, judge)
    return _agreeing(found)


def _with(found: Found, point: EntryPoint, show: Show, judge: Judge) -> Found:
    origin = origin_of(point)
    try:
        _require_free(found, point)
        schemes = load(point)
        faults = _faults(schemes, found.schemes, show, judge)
    except CannotLoad as error:
        faults = [str(error)]
    except Exception as error:  # contributions may be anything at all
        faults = [f"它的内容不能检查（{told(error)}）"]
    if faults:
        faulty = Faulty(point.name, origin, tuple(faults), _MEND)
        return Found(found.schemes, found.plugins, (*found.faulty, faulty))
    admitted = Plugin(point.name, origin, schemes)
    all_ = Schemes((*found.schemes.all, *schemes))
    return Found(all_, (*found.plugins, admitted), found.faulty)


def _require_free(found: Found, point: EntryPoint) -> None:
    """Two distributions may say the same name; the first one keeps it."""
    others: list[Plugin | Faulty] = [*found.plugins, *found.faulty]
    for other in others:
        if other.name == point.name:
            raise CannotLoad(f"入口名“{point.name}”与发行包 {other.origin} 的重名")


def _faults(
    schemes: Sequence[Scheme], there: Schemes, show: Show, judge: Judge, *, core: bool = False
) -> list[str]:
    """What is wrong with a plugin's schemes, each judged beside those before it."""
    taken = Taken(there.all)
    own = {event.event_name: event for scheme in schemes for event in _events(scheme)}
    recorded = there.catalogue.types | own
    faults: list[str] = []
    for scheme in schemes:
        faults += faults_of(scheme, taken, recorded, core=core)
        faults += [] if faults else judge(scheme)
        if not faults:
            taken.add(scheme)
    return faults or _unshown((*there.rows, *(row for s in schemes for row in s.rows)), show)


def _events(scheme: Scheme) -> Iterator[type[Event]]:
    return (e for e in scheme.events if isinstance(e, type) and issubclass(e, Event))


def _unshown(rows: Sequence[type[Row]], show: Show) -> list[str]:
    try:
        show(rows)
    except (Exception, SystemExit) as error:  # of any type: the rows are a plugin's
        return [f"数据不能在 GraphQL 里显示（{told(error)}）"]
    return []


def _agreeing(found: Found) -> Found:
    """Without the plugins that misread another's events: whose they are is known only now."""
    wrong = {
        plugin.name: faults
        for plugin in found.plugins
        if (faults := [f for each in plugin.schemes for f in misreadings(each, found.schemes)])
    }
    if not wrong:
        return found
    faulty = [
        Faulty(each.name, each.origin, tuple(wrong[each.name]), _MEND)
        for each in found.plugins
        if each.name in wrong
    ]
    left = tuple(each for each in found.plugins if each.name not in wrong)
    core = [scheme for scheme in found.schemes.all if scheme.core]
    schemes = Schemes((*core, *(scheme for plugin in left for scheme in plugin.schemes)))
    return Found(schemes, left, (*found.faulty, *faulty))
