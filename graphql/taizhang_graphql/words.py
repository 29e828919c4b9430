"""Words: what the schema says of row types, columns and relations: Chinese, then English."""

from inspect import cleandoc

from taizhang.projections.columns import Column
from taizhang.projections.row import Row
from taizhang_graphql.names import camel
from taizhang_graphql.relations import Relation, holding


def both(zh: str | None, en: str | None) -> str | None:
    """The Chinese text with the English below it, or whichever there is."""
    said = [text.strip() for text in (zh, en) if text]
    return "\n\n".join(said) or None


def of_row(row: type[Row]) -> str:
    """A row type: its title, its docstring and the rules that it answers to."""
    rules = f"规则 {'、'.join(row.row_rules)}" if row.row_rules else None
    said = both(both(_title(row), cleandoc(row.__doc__ or "")), rules)
    return said or row.__name__


def of_column(column: Column) -> str | None:
    """A column: its title and what its `Meta` says beside."""
    return both(column.title, column.description)


def of_relation(relation: Relation) -> str:
    """A relation: from where to where, and which field holds it."""
    way = f"{_title(relation.source)} → {_title(relation.target)}"
    kind, column = relation.target.__name__, holding(relation)
    name = camel(column.name)
    zh, en = (
        ("为此的各条", f"All {kind} rows whose `{name}` is this one.")
        if relation.many
        else ("所指的一条，可能没有", f"The {kind} that `{name}` names, if there is one.")
    )
    return f"{way}：“{column.title or name}”{zh}。{en}"


def _title(row: type[Row]) -> str:
    return row.row_title or row.__name__
