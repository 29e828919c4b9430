"""Ordering: what a page is sorted by, its cursors, and the rows behind a cursor.

A null counts as larger than any value, as PostgreSQL has it in its indexes.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from taizhang.projections.tables import quoted
from taizhang_graphql.catalogue import Shape
from taizhang_graphql.compiler.arguments import decided
from taizhang_graphql.compiler.work import Work
from taizhang_graphql.kinds import IDENTIFIER, Kind


class Term(Struct, frozen=True):
    """One column to sort by."""

    column: str
    kind: Kind
    nullable: bool
    descending: bool

    def equal(self, alias: str, bound: str) -> str:
        """The same as the cursor's."""
        same = "is not distinct from" if self.nullable else "="
        return f"{alias}.{quoted(self.column)} {same} {bound}"

    def beyond(self, alias: str, bound: str) -> str:
        """Sorted behind the cursor's."""
        column = f"{alias}.{quoted(self.column)}"
        if not self.nullable:
            return f"{column} {'<' if self.descending else '>'} {bound}"
        if self.descending:
            return f"({column} < {bound} or ({bound} is null and {column} is not null))"
        return f"({column} > {bound} or ({bound} is not null and {column} is null))"


class Ordering(Struct, frozen=True):
    """All columns of an ordering; the last ones make it total."""

    shape: Shape
    terms: tuple[Term, ...]

    @property
    def fingerprint(self) -> str:
        """What a cursor is bound to."""
        said = [self.shape.name, *(f"{t.column} {t.descending}" for t in self.terms)]
        return hashlib.blake2s("|".join(said).encode(), digest_size=6).hexdigest()

    def by(self, alias: str) -> str:
        """The columns for `order by`."""
        return ", ".join(
            f"{alias}.{quoted(t.column)}{' desc' if t.descending else ''}" for t in self.terms
        )

    def cursor(self, alias: str) -> str:
        """A row's cursor: Base64 for URLs of a JSON array, fingerprint first."""
        shown = [t.kind.shown.format(f"{alias}.{quoted(t.column)}") for t in self.terms]
        array = ", ".join([f"'{self.fingerprint}'::text", *shown])
        packed = f"convert_to(json_build_array({array})::text, 'UTF8')"
        return rf"translate(encode({packed}, 'base64'), E'+/=\n', '-_')"

    def behind(self, alias: str, bounds: Sequence[str]) -> str:
        """The rows behind a cursor, whose values are these parameters."""
        if self._uniform():
            columns = ", ".join(f"{alias}.{quoted(t.column)}" for t in self.terms)
            sign = "<" if self.terms[0].descending else ">"
            return f"({columns}) {sign} ({', '.join(bounds)})"  # one range of the index
        return self._stepwise(alias, list(zip(self.terms, bounds, strict=True)))

    def _uniform(self) -> bool:
        return len({t.descending for t in self.terms}) == 1 and not any(
            t.nullable for t in self.terms
        )

    def _stepwise(self, alias: str, steps: list[tuple[Term, str]]) -> str:
        (term, bound), rest = steps[0], steps[1:]
        if not rest:
            return term.beyond(alias, bound)
        deeper = self._stepwise(alias, rest)
        beyond, equal = term.beyond(alias, bound), term.equal(alias, bound)
        return f"({beyond} or ({equal} and {deeper}))"


def ordering(work: Work, shape: Shape, tree: Any) -> Ordering:
    """The ordering of an `orderBy`, then tenant (where there are several), then the key."""
    terms: dict[str, Term] = {}
    for term in (*_asked(work, shape, tree), *_last(work, shape)):
        terms.setdefault(term.column, term)
    return Ordering(shape, tuple(terms.values()))


def _asked(work: Work, shape: Shape, tree: Any) -> Iterator[Term]:
    for item in tree or ():
        field = shape.sortable[decided(work, item["field"])]
        direction = item.get("direction")
        descending = direction is not None and decided(work, direction) == "DESC"
        yield Term(field.column.name, field.kind, field.column.nullable, descending)


def _last(work: Work, shape: Shape) -> Iterator[Term]:
    if work.given.several:
        yield Term("tenant_id", IDENTIFIER, nullable=False, descending=False)
    for field in shape.keys.values():
        yield Term(field.column.name, field.kind, nullable=False, descending=False)
