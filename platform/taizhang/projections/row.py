"""Row: a read model. From the Struct come its tables, its GraphQL type and its pages."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, dataclass_transform

from msgspec import Struct, StructMeta, field

from taizhang.events.event import Event
from taizhang.projections.deprecated import Deprecated

R = TypeVar("R", bound="Row")
E = TypeVar("E", bound=Event)
Key = tuple[Any, ...]
Keys = str | tuple[str, ...] | Callable[[Any], Iterable[Key]]


class Working(Struct, frozen=True):
    """Marks a field that belongs to the work before publication, such as a draft."""


class At(Struct, frozen=True, gc=False):
    """Where and when the folded event stands, and which row it is folded into."""

    key: Key
    position: int
    recorded_at: datetime
    on: date
    actor: str
    event: str


class Fold(Struct, frozen=True):
    """How one event type changes the rows of one type. Pure, and never fails."""

    keys: Callable[[Any], Iterable[Key]]
    apply: Callable[[Any, Any, At], Any]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class RowMeta(StructMeta):
    """Takes `key=`, `title=`, `plural=`, `history=`, `version=`, `published=`, `rules=` and
    `deprecated=` beside msgspec's keywords.

    `published` names the column that is set once a row is published, or is True where every row
    is public. Other systems see no other rows unless they were granted the working stage.
    `rules` are the numbers of the rules that the rows answer to (docs/rules.md), for readers.
    """

    def __new__(
        mcls,
        class_name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        /,
        *,
        key: tuple[str, ...] = (),
        title: str = "",
        plural: str = "",
        history: bool = True,
        version: int = 1,
        published: str | bool = False,
        rules: tuple[str, ...] = (),
        deprecated: Deprecated | None = None,
        **config: Any,
    ) -> "RowMeta":
        """Make the Struct and note what a table needs to know."""
        namespace |= {
            "row_key": key,
            "row_title": title,
            "row_plural": plural or f"{class_name}s",
            "row_history": history,
            "row_version": version,
            "row_published": published,
            "row_rules": rules,
            "row_deprecated": deprecated,
            "row_folds": {},
        }
        return super().__new__(mcls, class_name, bases, namespace, **({"kw_only": True} | config))


class Row(Struct, metaclass=RowMeta, frozen=True):
    """`class Ticket(Row, key=("ticket",), title="问题台账")`; every version is kept."""

    row_key: ClassVar[tuple[str, ...]]
    row_title: ClassVar[str]
    row_plural: ClassVar[str]
    row_history: ClassVar[bool]
    row_version: ClassVar[int]
    row_published: ClassVar[str | bool]
    row_rules: ClassVar[tuple[str, ...]]
    row_deprecated: ClassVar[Deprecated | None]
    row_folds: ClassVar[dict[type[Event], Fold]]


def folds(
    row: type[R], event: type[E], keys: Keys
) -> Callable[[Callable[[R | None, E, At], R | None]], Callable[[R | None, E, At], R | None]]:
    """Register a fold `(row or None, event, at) -> row or None` on its row type.

    `keys` names the event's field (or fields) that hold the row's key, or is a function
    from the event to the keys of all rows that it changes.
    """

    def register(apply: Callable[[R | None, E, At], R | None]) -> Any:
        if event in row.row_folds:
            raise TypeError(f"{row.__name__} already folds {event.event_name}")
        row.row_folds[event] = Fold(_key_function(keys), apply)
        return apply

    return register


def _key_function(keys: Keys) -> Callable[[Any], Iterable[Key]]:
    if callable(keys):
        return keys
    names = (keys,) if isinstance(keys, str) else keys
    get = attrgetter(*names)
    return (lambda event: [(get(event),)]) if len(names) == 1 else (lambda event: [get(event)])
