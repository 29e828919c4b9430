"""`make check`: every query on a tenant's table names the tenant, beside row-level security.

Looks at the SQL files and at the strings of the Python sources. Each part of a statement (a
sub-select, an arm of a union) must hold the `tenant_id` of each tenant's table that it names to a
value, to a column of the part around it, or to another table that is held so. Exits with 1 when one
does not, or when an exception is no longer needed. Tables of rows have no fixed names: what is
asked of these is proved by the tests of graphql/ and projections/.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SOURCES = ("platform", "graphql", "plugins", "migrations")
_SQL = "migrations/taizhang_migrations/sql"
EXCEPTIONS = {
    "platform/taizhang/projections/behind.py:_BEHIND": "the scheduler finds the tenants with news",
    "platform/taizhang/projections/switching.py:_FAR": "the scheduler compares all cursors",
    "platform/taizhang/projections/status.py:_STANDINGS": "the scheduler tells how far all are",
    "platform/taizhang/projections/status.py:_FILLED": "the scheduler tells how far all are",
    "platform/taizhang/projections/retiring.py:_HOLDERS": "the scheduler finds whom it concerns",
    "platform/taizhang/dispatch/policy_cursors.py:_BEHIND": "the scheduler finds the news",
    "platform/taizhang/dispatch/begun_days.py:_DUE": "the scheduler finds whose day is over",
    f"{_SQL}/tenancy/find_tenants.sql": "the registrar: by slug, before a tenant is set",
    f"{_SQL}/tenancy/open_tenant.sql": "the registrar: by slug, before a tenant is set",
    f"{_SQL}/tenancy/tenants_below.sql": "the registrar: those below a tenant, none of them set",
    f"{_SQL}/tenancy/forget_queries.sql": "the operator: what all asked long ago",
    f"{_SQL}/log/settle.sql": "the operator: whether any log has a history",
    f"{_SQL}/log/resume.sql": "the operator: declares for all logs",
}
_CREATED = re.compile(r"create table (\w+\.\w+) \((.*?)\n\)", re.S)
_STATEMENT = re.compile(r"\b(select|insert\s+into|update|delete\s+from)\b", re.I)
_NO_ALIAS = "where|set|on|join|left|cross|order|group|for|using|limit|values|select"
_ALIAS = rf"(?:\s+(?:as\s+)?(?!(?:{_NO_ALIAS})\b)(\w+))?"
_BEFORE = ("from", "join", "into", "update", "only", "using", ",")
_OPTIONAL = re.compile(r"\w+ is null or [\w.]+ = \w+")
_BODY = re.compile(r"(\$\w*\$)(.*?)\1", re.S)
_TENANT = re.compile(r"(?:(\w+)\.)?tenant_id\s*(?:=|in\b)\s*(?:any\s*)?(?:(\w+)\.)?(tenant_id\b)?")
_BEHIND = re.compile(r"(\S+)\s*=\s*(?:(\w+)\.)?tenant_id\b")


class Query(NamedTuple):
    """A string with SQL, and where it stands."""

    place: str
    text: str


class Found(NamedTuple):
    """A tenant's table that a query does not hold to a tenant."""

    place: str
    table: str


def tenant_tables(files: Iterable[Path]) -> set[str]:
    """The tables that have a tenant, from the files that create them."""
    made = (m for file in files for m in _CREATED.finditer(file.read_text(encoding="utf-8")))
    return {name for name, columns in (m.groups() for m in made) if "tenant_id" in columns}


def in_sql(file: Path, root: Path = ROOT) -> Iterator[Query]:
    """The statements of an SQL file; those of a function's body by themselves."""
    text = re.sub(r"--[^\n]*", "", file.read_text(encoding="utf-8"))
    bodies = [m[2] for m in _BODY.finditer(text)]
    for part in (_BODY.sub("''", text), *bodies):
        for statement in part.split(";"):
            yield Query(str(file.relative_to(root)), statement)


def in_python(file: Path, root: Path = ROOT) -> Iterator[Query]:
    """The strings of a module, with the name that each is given; what is filled in is a value."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    place = str(file.relative_to(root))
    names = {
        id(node.value): f":{target.id}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    parts = {id(p) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for p in n.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in parts:
            yield Query(place + names.get(id(node), ""), _text(node))


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return node.value if isinstance(node.value, str) else ""


def unheld(query: Query, tables: set[str]) -> Iterator[Found]:
    """The tenant's tables of a query that none of its parts holds to a tenant."""
    text = _OPTIONAL.sub("", re.sub(r"'[^']*'", "''", query.text))
    if _STATEMENT.search(text):
        for part in _parts(text):
            yield from (Found(query.place, table) for table in _unheld_in(part, tables))


def _parts(text: str) -> Iterator[str]:
    """The text outside all parentheses, then what stands in each, arm by arm of a union."""
    outside, depth, begun = [], 0, 0
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
            begun = at + 1 if depth == 1 else begun
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                inside = text[begun:at]
                yield from _parts(inside)
                # A list of columns stays; a sub-select has been looked at by itself.
                outside.append("(..)" if _STATEMENT.search(inside) else f"({inside})")
        elif depth == 0:
            outside.append(char)
    yield from re.split(r"\bunion\b(?:\s+all\b)?", "".join(outside), flags=re.I)


def _unheld_in(part: str, tables: set[str]) -> list[str]:
    named = list(_named(part, tables))
    if not named:
        return []
    aliases = {alias for alias, _ in named}
    held, same = _held(part, aliases)
    if len(named) == 1 and (None in held or "using (tenant_id)" in part):
        held.add(named[0][0])
    grown = True
    while grown:
        further = {b for a, b in same if a in held} | {a for a, b in same if b in held}
        grown = not further <= held
        held |= further
    return [table for alias, table in named if alias not in held]


def _named(part: str, tables: set[str]) -> Iterator[tuple[str, str]]:
    """Alias and table of each that is read or changed; an insert names the tenant as a column."""
    for table in tables:
        place = rf"(\w+|,)\s+{re.escape(table)}\b{_ALIAS}\s*(\([^)]*\))?"
        for before, alias, columns in re.findall(place, part, re.I):
            inserted = before.lower() == "into" and "tenant_id" in columns
            if before.lower() in _BEFORE and not inserted:
                yield alias or table, table


def _held(part: str, aliases: set[str]) -> tuple[set[str | None], set[tuple[str, str]]]:
    """Aliases that are held to a value (None: a column without alias), and pairs of the same."""
    held: set[str | None] = set()
    same: set[tuple[str, str]] = set()
    for m in _TENANT.finditer(part):
        left, right, column = m.groups()
        if column and right in aliases and left in aliases:
            same.add((left, right))
        elif not (column and right in aliases and left is None):
            held.add(left)
    for value, right in _BEHIND.findall(part):
        if "tenant_id" not in value:
            held.add(right or None)
    return held, same


def queries(root: Path = ROOT) -> Iterator[Query]:
    """Every query of the sources."""
    for source in SOURCES:
        for file in sorted((root / source).rglob("*.sql")):
            yield from in_sql(file, root)
        for file in sorted((root / source).rglob("*.py")):
            yield from in_python(file, root)


def main() -> int:
    """Say what is not held, and which exceptions are not needed."""
    tables = tenant_tables((ROOT / "migrations").rglob("*.sql"))
    found = {found for query in queries() for found in unheld(query, tables)}
    faults = sorted(fault for fault in found if fault.place not in EXCEPTIONS)
    unneeded = sorted(set(EXCEPTIONS) - {each.place for each in found})
    for fault in faults:
        print(f"{fault.place}: {fault.table} without its tenant_id")
    for place in unneeded:
        print(f"{place}: is an exception that nothing needs")
    return 1 if faults or unneeded else 0


if __name__ == "__main__":
    sys.exit(main())
