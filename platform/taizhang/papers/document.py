"""Document: a paper that a scheme offers, with the question whose answer fills it."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from taizhang.papers.paper import Paper


class Document(Struct, frozen=True):
    """`query` is a GraphQL operation; its variables are the document's parameters.

    `write` turns the answer's `data` into a paper. Pure: the same answer makes the same paper.
    """

    name: str
    title: str
    query: str
    write: Callable[[Mapping[str, Any]], Paper]
