"""Inspection: whether grants and documents fit what is installed here.

It looks before a decision is taken and is no part of it: an auditor who takes the decision again
has other row types installed, and must come to the same.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence

from taizhang.commands.command import Command
from taizhang.commands.context import Context
from taizhang.domain.access.commands import GrantAccess
from taizhang.domain.access.documents import RegisterDocument
from taizhang.errors import Reason, Refusal, Refused
from taizhang.projections.row import Row
from taizhang.suggest import hint
from taizhang.tenancy.clients import RowGrant, actor_of_client, client_of
from taizhang.tenancy.register import Register, Tenant
from taizhang.viewing.reasons import refused_for
from taizhang_graphql.catalogue import Catalogue, Confidential, Plain, Shape, Versions, catalogue
from taizhang_graphql.mistakes import Mistake
from taizhang_graphql.narrowing import ACTOR, grants_column, is_seen
from taizhang_graphql.schema import NothingGranted
from taizhang_graphql.worlds import Worlds

UNKNOWN_ROW = Refusal(
    "access.unknown_row",
    zh="没有数据类型“{row}”{hint}；提供它的方案须先安装",
    en="there is no row type {row!r} here; is its plugin installed?",
)
UNKNOWN_FIELD = Refusal(
    "access.unknown_field",
    zh="数据类型 {row} 没有可授权的字段“{field}”{hint}；两类数据都授权后，其间的关联不必写",
    en="{row} has no field {field!r} that can be granted",
)
UNKNOWN_PERSONAL = Refusal(
    "access.unknown_personal",
    zh="数据类型 {row} 没有个人信息字段“{field}”{hint}",
    en="{row} has no personal field {field!r}",
)
IS_PERSONAL = Refusal(
    "access.is_personal",
    zh="{row} 的“{field}”是个人信息，请写在 personal 中",
    en="{field!r} of {row} is personal: list it under personal",
)
IS_WORKING = Refusal(
    "access.is_working",
    zh="{row} 的“{field}”只在办理阶段有，授权它须在 stages 中写 working",
    en="{field!r} of {row} belongs to the working stage: grant stages: [working]",
)
NEVER_PUBLISHED = Refusal(
    "access.never_published",
    zh="数据类型 {row} 从不公布，只授权 published 什么也看不到；须在 stages 中写 working",
    en="{row} is never published: grant stages: [working]",
)
NOT_BELOW = Refusal(
    "access.not_below",
    zh="only 中的“{slug}”不是可授权的单位{hint}；本单位可以直接写，下级单位须同时写 below: true",
    en="{slug!r} in only is not this tenant, or not one below it (with below: true)",
)


class Inspection:
    """Called with every command before it is decided; raises Refused with all that is wrong."""

    def __init__(self, rows: Sequence[type[Row]], worlds: Worlds, register: Register) -> None:
        self._rows, self._worlds, self._register = rows, worlds, register

    async def __call__(self, tenant: Tenant, command: Command, context: Context) -> None:
        """Look at a command that its actor may ask for."""
        if isinstance(command, GrantAccess):
            await self._grant(tenant, command)
        elif isinstance(command, RegisterDocument):
            await self._document(command, context)

    async def _grant(self, tenant: Tenant, command: GrantAccess) -> None:
        reasons = [reason for grant in command.rows for reason in self._row(grant)]
        below = await self._register.below(tenant) if command.below else []
        slugs = [each.slug for each in (tenant, *below)]
        reasons += [
            NOT_BELOW(slug=slug, hint=hint(slug, slugs))
            for slug in command.only
            if slug not in slugs
        ]
        if reasons:
            raise Refused(*reasons)

    def _row(self, grant: RowGrant) -> Iterator[Reason]:
        shape = self._known.shapes.get(grant.row)
        if shape is None:
            yield UNKNOWN_ROW(row=grant.row, hint=hint(grant.row, self._known.shapes))
            return
        if not is_seen(shape, grant):
            yield NEVER_PUBLISHED(row=grant.row)
        yield from _fields(shape, grant)
        personal = list(_personal(shape))
        for name in grant.personal:
            if name not in personal:
                yield UNKNOWN_PERSONAL(row=grant.row, field=name, hint=hint(name, personal))

    async def _document(self, command: RegisterDocument, context: Context) -> None:
        access = context.authority.access(actor_of_client(command.client))
        if access is None or client_of(context.actor) not in (command.client, None):
            return  # refused by the decision itself
        try:
            world = await self._worlds.granted(access.grant.rows)
            world.document(command.text).require_one_operation()
        except Mistake as mistake:
            raise refused_for(mistake.errors(), 422) from None
        except NothingGranted:
            rows = (grant.row for grant in access.grant.rows)
            raise Refused(*(UNKNOWN_ROW(row=row, hint="") for row in rows)) from None

    @functools.cached_property
    def _known(self) -> Catalogue:
        return catalogue(self._rows)


def _fields(shape: Shape, grant: RowGrant) -> Iterator[Reason]:
    for name in grant.fields or ():
        match shape.fields.get(name):
            case Plain(column):
                # A row that is never published has been told of as a whole.
                if not grants_column(shape, grant, column.name) and is_seen(shape, grant):
                    yield IS_WORKING(row=shape.name, field=name)
            case Versions():
                pass
            case Confidential():
                yield IS_PERSONAL(row=shape.name, field=name)
            case _:
                near = hint(name, _grantable(shape))
                yield UNKNOWN_FIELD(row=shape.name, field=name, hint=near)


def _grantable(shape: Shape) -> Iterable[str]:
    return (name for name, field in shape.fields.items() if isinstance(field, Plain | Versions))


def _personal(shape: Shape) -> Iterator[str]:
    for name, field in shape.fields.items():
        if isinstance(field, Confidential):
            yield name
        elif isinstance(field, Versions):
            yield ACTOR
