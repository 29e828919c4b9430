"""Misasked: the documents of schemes whose query the schema refuses, for whoever can mend them."""

from collections.abc import Iterator

from graphql import GraphQLSchema
from msgspec import Struct

from taizhang.papers.document import Document
from taizhang.papers.question import faults
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes


class Misasked(Struct, frozen=True):
    """A document that nobody can be given."""

    scheme: Scheme
    document: Document
    faults: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The one message that names it."""
        return (
            f"方案“{self.scheme.name}”的文书“{self.document.title}”（{self.document.name}）"
            f"查询有误，不能出具：{'；'.join(self.faults)}。"
            "方案的其余部分照常可用；请告知方案的作者"
        )


def misasked(schemes: Schemes, types: GraphQLSchema) -> Iterator[Misasked]:
    """Those of all schemes, in order."""
    for scheme, document in schemes.documents.values():
        if found := faults(document, types):
            yield Misasked(scheme, document, tuple(found))
