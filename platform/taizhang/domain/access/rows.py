"""What is shown of other systems: which of them may read what, since when, and until when."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.projections.row import At, Row, folds
from taizhang.tenancy.clients import (
    AccessGranted,
    AccessWithdrawn,
    ClientId,
    DocumentRegistered,
    DocumentRetired,
    RowGrant,
)

Withdrawn = Annotated[date | None, Meta(title="撤销日期", description="When it was withdrawn")]


class ClientAccess(Row, key=("client",), title="对接系统授权", plural="ClientAccesses"):
    """What another system may read; its history says what it could read when."""

    client: ClientId
    title: Annotated[str, Meta(title="对接系统名称", description="What the system is called")]
    basis: Annotated[str, Meta(title="依据", description="What the access rests on")]
    rows: Annotated[list[RowGrant], Meta(title="数据", description="Row types, fields and stages")]
    below: Annotated[bool, Meta(title="含下级单位", description="The tenants below as well")]
    only: Annotated[list[str], Meta(title="只限这些单位", description="Of those below, only these")]
    documents_only: Annotated[
        bool, Meta(title="只准用已登记的查询", description="Registered documents only")
    ]
    granted_on: Annotated[date, Meta(title="授权日期", description="When it was granted")]
    withdrawn_on: Withdrawn = None
    reason: Annotated[str | None, Meta(title="撤销原因", description="Why it was withdrawn")] = None


@folds(ClientAccess, AccessGranted, "client")
def _(row: ClientAccess | None, event: AccessGranted, at: At) -> ClientAccess:
    return ClientAccess(
        client=event.client,
        title=event.title,
        basis=event.basis,
        rows=list(event.rows),
        below=event.below,
        only=list(event.only),
        documents_only=event.documents_only,
        granted_on=at.on,
    )


@folds(ClientAccess, AccessWithdrawn, "client")
def _(row: ClientAccess | None, event: AccessWithdrawn, at: At) -> ClientAccess | None:
    return row and replace(row, withdrawn_on=at.on, reason=event.reason)


class ClientDocument(Row, key=("client", "document"), title="登记的查询"):
    """A query that another system has given a name."""

    client: ClientId
    document: Annotated[str, Meta(title="查询名称", description="The document's name")]
    text: Annotated[str, Meta(title="查询文本", description="The document's text")]
    registered_on: Annotated[date, Meta(title="登记日期", description="When it was registered")]
    retired_on: Annotated[
        date | None, Meta(title="停用日期", description="When it was retired")
    ] = None


@folds(ClientDocument, DocumentRegistered, ("client", "document"))
def _(row: ClientDocument | None, event: DocumentRegistered, at: At) -> ClientDocument:
    return ClientDocument(
        client=event.client, document=event.document, text=event.text, registered_on=at.on
    )


@folds(ClientDocument, DocumentRetired, ("client", "document"))
def _(row: ClientDocument | None, event: DocumentRetired, at: At) -> ClientDocument | None:
    return row and replace(row, retired_on=at.on)
