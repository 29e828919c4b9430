"""Faults: the driver's errors as the library's."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from eventsourcing import persistence

# The log's own checks (a tag's length) are not about what others wrote: the library's
# IntegrityError means a conflict, and is tried again.
_KINDS: list[tuple[type[psycopg.Error], type[persistence.PersistenceError]]] = [
    (psycopg.IntegrityError, persistence.DataError),
    (psycopg.errors.ProgramLimitExceeded, persistence.DataError),
    (psycopg.DataError, persistence.DataError),
    (psycopg.OperationalError, persistence.OperationalError),
    (psycopg.InternalError, persistence.InternalError),
    (psycopg.ProgrammingError, persistence.ProgrammingError),
    (psycopg.NotSupportedError, persistence.NotSupportedError),
    (psycopg.InterfaceError, persistence.InterfaceError),
    (psycopg.Error, persistence.PersistenceError),
]


@contextmanager
def as_the_librarys() -> Iterator[None]:
    """Raises `eventsourcing.persistence` errors where psycopg raises its own."""
    try:
        yield
    except UnicodeEncodeError as error:  # half of a surrogate pair
        raise persistence.DataError(str(error)) from error
    except psycopg.Error as error:
        kind = next(mine for theirs, mine in _KINDS if isinstance(error, theirs))
        raise kind(str(error)) from error
