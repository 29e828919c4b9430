"""Registering GraphQL documents: known by name, and answered at a URL of their own."""

from typing import Annotated, Any

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Slice, decides
from taizhang.domain.access.commands import access_of
from taizhang.domain.names import Text
from taizhang.domain.refusals import unknown
from taizhang.errors import Refusal
from taizhang.tenancy.clients import (
    Access,
    ClientId,
    DocumentRegistered,
    DocumentRetired,
    client_of,
)
from taizhang.tenancy.roles import Role

AT_MOST = 200
"""Documents of one client: all are kept in memory."""

OTHERS = Refusal(
    "access.of_another",
    zh="查询只能由对接系统自己（{client}）登记和停用，您是“{actor}”",
    en="documents of {client} are registered by itself, not by {actor}",
    status=403,
)
CHANGED = Refusal(
    "access.document_changed",
    zh="查询“{document}”已经登记，内容不同；请换一个名称（如 {document}-2），或先停用它",
    en="the document {document!r} is registered with another text; choose a new name",
    status=409,
)
TOO_MANY = Refusal(
    "access.too_many_documents",
    zh="一个对接系统最多登记 {limit} 个查询；请先停用不再用的",
    en="a client registers {limit} documents at most",
    status=409,
)

DocumentName = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=64,
        pattern=r"^[a-z][a-z0-9_-]*$",
        title="查询名称",
        description="lower-case letters, digits, hyphens and underscores",
    ),
]


class RegisterDocument(Command, name="access.register_document", title="登记查询"):
    """Give a GraphQL document a name: it is answered at /q/{tenant}/{document} from then on."""

    client: ClientId
    document: DocumentName
    text: Annotated[Text, Meta(title="查询文本", description="one GraphQL operation")]


class RetireDocument(Command, name="access.retire_document", title="停用查询"):
    """Answer a registered document no longer."""

    client: ClientId
    document: DocumentName


class _OfClient(Slice[Any]):
    def _access(self, client: str) -> Access:
        actor = self.context.actor
        own = client_of(actor) in (client, None)
        self.refuse_unless(own, OTHERS(client=client, actor=actor))
        return access_of(self, client)


@decides(RegisterDocument, by=(Role.CLIENT, Role.SYSTEM))
class Registering(_OfClient):
    """The same text again changes nothing; a name never changes its meaning."""

    ask: RegisterDocument

    def execute(self) -> None:
        ask = self.ask
        known = self._access(ask.client).documents
        if known.get(ask.document) == ask.text:
            return
        self.refuse_unless(ask.document not in known, CHANGED(document=ask.document))
        self.refuse_unless(len(known) < AT_MOST, TOO_MANY(limit=AT_MOST))
        self.record(DocumentRegistered(client=ask.client, document=ask.document, text=ask.text))


@decides(RetireDocument, by=(Role.CLIENT, Role.SYSTEM))
class Retiring(_OfClient):
    """Only what is registered can be retired."""

    ask: RetireDocument

    def execute(self) -> None:
        ask = self.ask
        known = self._access(ask.client).documents
        self.refuse_unless(ask.document in known, unknown("已登记的查询", ask.document))
        self.record(DocumentRetired(client=ask.client, document=ask.document))
