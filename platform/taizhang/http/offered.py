"""Papers offered: the installed documents, and which of them a viewer may ask for."""

from collections.abc import Iterator, Sequence

from graphql import GraphQLSchema
from msgspec import Struct

from taizhang.errors import Refusal, Refused
from taizhang.papers.document import Document
from taizhang.papers.question import Question, faults, question_of
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes
from taizhang.suggest import nearest
from taizhang.viewing.viewer import Viewer

UNKNOWN = Refusal(
    "papers.unknown",
    zh="没有“{name}”这个文件{hint}；GET /papers/{tenant} 列出可以出具的文件",
    en="there is no document {name!r}; nearest: {nearest}",
    status=404,
)
OFF = Refusal(
    "papers.plugin_off",
    zh="“{title}”（{plugin}）没有在本单位启用，因此不能出具“{document}”",
    en="the plugin {plugin} is not switched on for this tenant, so {document} is closed",
    status=403,
)
FAULTY = Refusal(
    "papers.faulty_query",
    zh="方案“{title}”（{scheme}）的文件“{document}”查询有误，请告知方案的作者：{faults}",
    en="the document {document} of the scheme {scheme} asks what the schema does not know",
    status=500,
)


class Known(Struct, frozen=True):
    """An installed document; `question` is None where the query has faults."""

    scheme: Scheme
    document: Document
    question: Question | None
    faults: Sequence[str] = ()

    @property
    def names(self) -> dict[str, str]:
        """Whose document it is, for a refusal."""
        scheme = self.scheme
        return {"title": scheme.title, "scheme": scheme.name, "document": self.document.name}


class Offered:
    """The installed documents. A faulty one is named to who asks; `plugins.misasked` finds all."""

    def __init__(self, schemes: Schemes, types: GraphQLSchema) -> None:
        each = schemes.documents.items()
        self._known = {name: _read(*found, types) for name, found in each}

    def open_to(self, viewer: Viewer) -> Iterator[Known]:
        """The documents of the core and of the plugins that are on."""
        for known in self._known.values():
            if known.scheme.core or known.scheme.name in viewer.plugins:
                yield known

    def find(self, viewer: Viewer, name: str) -> tuple[Known, Question]:
        """A document by name, with its question. Raises Refused, with the nearest name."""
        known = self._known.get(name)
        if known is None:
            near = nearest(name, (each.document.name for each in self.open_to(viewer)))
            hint = f"，是否想用“{near}”？" if near else ""
            slug = viewer.tenant.slug
            raise Refused(UNKNOWN(name=name, hint=hint, nearest=near, tenant=slug))
        if known not in self.open_to(viewer):
            title, plugin = known.scheme.title, known.scheme.name
            raise Refused(OFF(title=title, plugin=plugin, document=known.document.title))
        if known.question is None:
            raise Refused(FAULTY(**known.names, faults="；".join(known.faults)))
        return known, known.question


def _read(scheme: Scheme, document: Document, types: GraphQLSchema) -> Known:
    found = faults(document, types)
    return Known(scheme, document, None if found else question_of(document, types), found)
