"""Clients: other systems that read a tenant's rows, and what each was granted to see.

What is not granted does not exist for a client. Of row types that are worked on before they are
published, it sees what is published, unless it was granted the working stage as well.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from taizhang.events.event import Event
from taizhang.events.tags import Tag
from taizhang.rules.events import AUTHORITY

CLIENT = Tag("client")
ClientId = Annotated[
    str,
    CLIENT,
    Meta(
        min_length=1,
        max_length=64,
        pattern=r"^[a-z][a-z0-9-]*$",
        title="对接系统",
        description="lower-case letters, digits and hyphens",
    ),
]
_PREFIX = "client:"


class Stage(StrEnum):
    """How far a row has come."""

    WORKING = "working"  # 办理中
    PUBLISHED = "published"  # 已公布


class RowGrant(Struct, frozen=True, forbid_unknown_fields=True):
    """What a client may see of one row type; the fields of the key always belong to it."""

    row: Annotated[str, Meta(title="数据类型", description="the object type, e.g. Ticket")]
    fields: Annotated[
        tuple[str, ...] | None,
        Meta(title="字段", description="GraphQL names; null: all but personal ones"),
    ] = None
    stages: Annotated[tuple[Stage, ...], Meta(min_length=1, title="阶段")] = (Stage.PUBLISHED,)
    personal: Annotated[tuple[str, ...], Meta(title="个人信息字段")] = ()


class AccessGranted(
    Event,
    name="access.granted",
    title="授权对接系统",
    tags=(AUTHORITY,),
    final="重新授权，或用撤销授权办理",
):
    """A client may read this from here on, and nothing else that it was granted before.

    `below`: rows of the tenants below this one as well; `only`: of these tenants, by slug.
    """

    client: ClientId
    title: str
    basis: str
    rows: tuple[RowGrant, ...]
    below: bool = False
    only: tuple[str, ...] = ()
    documents_only: bool = False


class AccessWithdrawn(
    Event,
    name="access.withdrawn",
    title="撤销对接系统的授权",
    tags=(AUTHORITY,),
    final="用授权对接系统办理",
):
    """A client may read nothing any longer."""

    client: ClientId
    reason: str


class DocumentRegistered(
    Event,
    name="access.document_registered",
    title="登记查询",
    tags=(AUTHORITY,),
    final="用停用查询办理",
):
    """A client's GraphQL document has a name, and answers at a URL of its own."""

    client: ClientId
    document: str
    text: str


class DocumentRetired(
    Event,
    name="access.document_retired",
    title="停用查询",
    tags=(AUTHORITY,),
    final="用登记查询办理",
):
    """A client's document is answered no longer."""

    client: ClientId
    document: str


class Access(Struct, frozen=True):
    """What a client may read, and since which position of the tenant's log."""

    position: int
    grant: AccessGranted
    documents: dict[str, str] = {}
    """Registered documents by name."""


def actor_of_client(client: str) -> str:
    """The actor that a client's tokens are held by."""
    return f"{_PREFIX}{client}"


def client_of(actor: str) -> str | None:
    """The client that an actor is; None for people."""
    return actor.removeprefix(_PREFIX) if actor.startswith(_PREFIX) else None
