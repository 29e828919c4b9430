"""Granting and withdrawing what another system may read."""

from typing import Annotated, Any

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Slice, decides
from taizhang.domain.names import Text
from taizhang.domain.refusals import unknown
from taizhang.errors import Refusal
from taizhang.tenancy.clients import (
    Access,
    AccessGranted,
    AccessWithdrawn,
    ClientId,
    DocumentRetired,
    RowGrant,
    actor_of_client,
)
from taizhang.tenancy.roles import Role

TWICE = Refusal(
    "access.row_twice",
    zh="数据类型“{row}”写了两次；每类数据写一项，字段和阶段写在一起",
    en="the row type {row} is listed twice",
)


class GrantAccess(Command, name="access.grant", title="授权对接系统"):
    """Let another system read rows of this tenant. A new grant takes the place of the last."""

    client: ClientId
    title: Annotated[Text, Meta(title="对接系统名称")]
    basis: Annotated[Text, Meta(title="依据", description="the document that allows it")]
    rows: Annotated[tuple[RowGrant, ...], Meta(min_length=1, max_length=200, title="数据")]
    below: Annotated[bool, Meta(title="含下级单位")] = False
    only: Annotated[tuple[str, ...], Meta(title="只限这些单位", description="slugs")] = ()
    documents_only: Annotated[bool, Meta(title="只准用已登记的查询")] = False


class WithdrawAccess(Command, name="access.withdraw", title="撤销对接系统的授权"):
    """Let it read nothing any longer; its tokens are refused from then on."""

    client: ClientId
    reason: Annotated[Text, Meta(title="原因")]


@decides(GrantAccess, by=(Role.SYSTEM, Role.COMMITTEE_SECRETARY))
class GrantingAccess(Slice[GrantAccess]):
    """The same grant again changes nothing."""

    def execute(self) -> None:
        ask = self.ask
        names = [grant.row for grant in ask.rows]
        for name in names:
            self.refuse_unless(names.count(name) == 1, TWICE(row=name))
        granted = AccessGranted(
            client=ask.client,
            title=ask.title,
            basis=ask.basis,
            rows=ask.rows,
            below=ask.below,
            only=ask.only,
            documents_only=ask.documents_only,
        )
        now = self.context.authority.clients.get(ask.client)
        if now is None or now.grant != granted:
            self.record(granted)


@decides(WithdrawAccess, by=(Role.SYSTEM, Role.COMMITTEE_SECRETARY))
class WithdrawingAccess(Slice[WithdrawAccess]):
    """Only what was granted can be withdrawn; documents go with it."""

    def execute(self) -> None:
        for document in access_of(self, self.ask.client).documents:
            self.record(DocumentRetired(client=self.ask.client, document=document))
        self.record(AccessWithdrawn(client=self.ask.client, reason=self.ask.reason))


def access_of(slice_: Slice[Any], client: str) -> Access:
    """What a client may read now. Raises Refused where nothing is granted."""
    found = slice_.context.authority.access(actor_of_client(client))
    slice_.refuse_unless(found is not None, unknown("已授权的对接系统", client))
    assert found is not None
    return found
