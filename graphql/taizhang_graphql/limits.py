"""Limits: what one request may cost. Whoever runs the service may set each."""

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """Each limit refuses with an error that names it and says what to do."""

    body: int = 100_000
    """Bytes of a request's body or query string."""
    tokens: int = 2_000
    """Tokens of the document, comments counted apart up to the same number."""
    depth: int = 15
    """Levels of fields; a page takes three (`tickets { edges { node {`) or two (`nodes`)."""
    aliases: int = 30
    """Renamed fields in the document."""
    directives: int = 50
    """Uses of `@skip` and `@include`."""
    fields: int = 1_000
    """Fields once every fragment is written out."""
    descriptions: int = 2
    """Uses of `__schema` and `__type`."""
    filters: int = 200
    """Comparisons in all `where` together."""
    items: int = 1_000
    """Values in one list, as in `in: [...]`."""
    page: int = 1_000
    """The highest `first`."""
    default_page: int = 50
    """`first` at the root, where none is given."""
    default_nested: int = 10
    """`first` of a page or a history within a row, where none is given."""
    objects: int = 20_000
    """Complexity: the objects that the answer may hold, pages within pages multiplied."""
    seconds: float = 5.0
    """Time that PostgreSQL may take."""
    errors: int = 20
    """Errors that are reported at once."""
    introspection: bool = True
    """Whether the schema may be asked for."""
    documents: int = 500_000
    """Memory: characters of all documents that are kept parsed."""
    plans: int = 10_000_000
    """Memory: characters of all statements that are kept compiled."""
