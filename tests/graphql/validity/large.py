"""Large: documents with so many of one thing, and how many of it are still looked at."""

from taizhang_graphql.validity.document import OPERATIONS, PLACES, SPREADS
from taizhang_graphql.validity.merging import DEPTH, FIELDS, REPEATED


def nested(many: int) -> str:
    return "{ tickets " + "{ ... " * many + "{ totalCount }" + " }" * (many + 1)


def _chain(many: int) -> str:
    spread = "{ tickets { nodes { ...F0 } } } "
    chain = (f"fragment F{n} on Ticket {{ ...F{n + 1} }} " for n in range(many - 1))
    return f"{spread}{' '.join(chain)} fragment F{many - 1} on Ticket {{ score }}"


def _variables(many: int) -> str:
    fields = " ".join(f"a{n}: tickets(first: $n) {{ totalCount }}" for n in range(many))
    return f"query($n: Int) {{ {fields} }}"


LARGE = {
    "operations": lambda n: " ".join(f"query Q{i} {{ __typename }}" for i in range(n)),
    "spreads": _chain,
    "places": _variables,
    "repeated": lambda n: "{ " + "__typename " * (n + 1) + "}",
    "nested": nested,
    "written": lambda n: (
        "{ tickets { ... { " + " ".join(f"a{i}: totalCount" for i in range(n - 2)) + " } } }"
    ),
}
MOST = {
    "operations": OPERATIONS,
    "spreads": SPREADS,
    "places": PLACES,
    "repeated": REPEATED,
    "nested": DEPTH - 1,
    "written": FIELDS,
}
