"""Registered documents: named in a request by the name they were given, or by their hash."""

import functools
import hashlib

from msgspec.structs import replace

from taizhang.errors import Refusal, Refused
from taizhang.suggest import hint
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.exchange import Request
from taizhang_graphql.mistakes import DOCUMENTS_ONLY, UNKNOWN_DOCUMENT, Mistake

RETIRED = Refusal(
    "access.document_retired",
    zh="登记的“{document}”已停用，订阅到此为止；请改用现行的文本重新订阅",
    en="the document {document!r} was retired, so its subscription ends; use one that stands",
    status=409,
)
_HASHED = "sha256:"


@functools.lru_cache(maxsize=10_000)
def id_of(text: str) -> str:
    """The id that any document has by itself: `sha256:` and the hash of its UTF-8, in hexadecimal
    (GraphQL over HTTP, appendix on persisted documents).
    """
    return _HASHED + hashlib.sha256(text.encode()).hexdigest()


def registered(viewer: Viewer, id: str) -> tuple[str, str]:
    """Name and text of a client's document, by either id. Raises Mistake, with the nearest name."""
    documents = viewer.access.documents if viewer.access else {}
    if id in documents:
        return id, documents[id]
    if id.startswith(_HASHED):
        for name, text in documents.items():
            if id_of(text) == id:
                return name, text
    raise Mistake(UNKNOWN_DOCUMENT, id=id, hint=hint(id, documents))


def chosen(viewer: Viewer, request: Request) -> Request:
    """The request with the text of the document that it names. Raises Mistake where it names none
    that is registered, or sends another text than the grant allows.
    """
    if request.document is not None and not request.query:
        name, text = registered(viewer, request.document)
        return replace(request, document=name, query=text)
    access = viewer.access
    if access is None or not access.grant.documents_only or request.document is not None:
        return request
    for name, text in access.documents.items():
        if text == request.query:
            return replace(request, document=name)
    raise Mistake(DOCUMENTS_ONLY)


def require_registered(viewer: Viewer, request: Request) -> None:
    """Raises Refused where a document that was named, and run, is registered so no longer."""
    if request.document is None:
        return
    documents = viewer.access.documents if viewer.access else {}
    if documents.get(request.document) != request.query:
        raise Refused(RETIRED(document=request.document))
