"""Issuing: a document's question asked within what a token may read, and its paper written."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

import msgspec

from taizhang.app import Platform
from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused
from taizhang.http.answering import least_of
from taizhang.http.as_of import as_of
from taizhang.http.offered import Known
from taizhang.http.requests import AnyRequest, bearer, tenant_of
from taizhang.log.instant import position_at, recorded_at
from taizhang.papers.issued import Issued
from taizhang.papers.paper import Paper
from taizhang.papers.parameters import REPEATED, values_of
from taizhang.papers.question import AS_OF, Question
from taizhang.projections.reach import Reach
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.tokens import BAD_TOKEN
from taizhang.viewing.reasons import refused_for
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.exchange import Request, Scope
from taizhang_graphql.mistakes import FUTURE, NO_HISTORY

_log = logging.getLogger(__name__)
_BESIDE = (AS_OF, "minPosition")
"""What every document understands beside its own parameters."""
Pairs = Sequence[tuple[str, str]]

FOR_PEOPLE = Refusal(
    "papers.for_people",
    zh="文件由本单位人员出具；“{title}”是对接系统，请用 GraphQL 查询已授权的数据",
    en="documents are issued by a tenant's own people; {title} is another system",
    status=403,
)
FAILED = Refusal(
    "papers.write_failed",
    zh="方案“{title}”（{scheme}）的文件“{document}”生成失败，请把编号 {trace} 告知运维人员",
    en="the document {document} of the scheme {scheme} could not be written, trace {trace}",
    status=500,
)


class Issuing:
    """Reads for documents as `/graphql` does, and has them written."""

    def __init__(self, platform: Platform) -> None:
        self._platform, self._engine = platform, platform.worlds.whole

    async def viewer(self, slug: str, request: AnyRequest) -> Viewer:
        """The holder of the token, with the rights of `/graphql`; papers are for people. Raises
        Refused.
        """
        tenant = await tenant_of(self._platform, slug)
        viewer = await self._platform.gate.viewer(bearer(request))
        if viewer.tenant.id != tenant.id:
            raise Refused(BAD_TOKEN())
        if viewer.access is not None:
            raise Refused(FOR_PEOPLE(title=viewer.access.grant.title))
        return viewer

    async def issue(self, viewer: Viewer, known: Known, question: Question, given: Pairs) -> Issued:
        """The paper as of now, or as of what `asOf` says. Raises Refused."""
        beside = _beside(given)
        own = [pair for pair in given if pair[0] not in _BESIDE]
        values = values_of(question, self._engine.served.types, own, _BESIDE)
        asked = as_of(beside[AS_OF]) if AS_OF in beside else None
        least = least_of(beside.get("minPosition", "0"))
        async with answering():
            scope = await self._platform.standing.scope(viewer, least)
            far = await self._platform.standing.reach_now(scope, viewer.tenant.id)
        position = await self._position(viewer.tenant, far, asked)
        data = await self._data(scope, question, values, position, exactly=asked is not None)
        return Issued(
            document=known.document.name,
            tenant=viewer.tenant.slug,
            tenant_name=viewer.tenant.name,
            rehearsal=viewer.tenant.rehearsal,
            position=position,
            recorded_at=await recorded_at(self._platform.log, viewer.tenant.id, position),
            parameters=values,
            paper=_written(known, data),
        )

    async def _position(self, tenant: Tenant, far: Reach, asked: int | datetime | None) -> int:
        if not isinstance(asked, datetime):
            return far.position if asked is None else asked
        if asked > far.now:
            raise Refused(FUTURE.refusal(found=asked.isoformat(), limit=far.now.isoformat()))
        return await position_at(self._platform.log, tenant.id, asked, far.position)

    async def _data(
        self,
        scope: Scope,
        question: Question,
        values: dict[str, Any],
        position: int,
        *,
        exactly: bool,
    ) -> Any:
        """The answer as of a position; as of now where rows keep no history and none was asked."""
        try:
            return await self._ask(scope, question, values | {AS_OF: {"position": position}})
        except Refused as refused:
            if exactly or refused.code != NO_HISTORY.refusal.code:
                raise
        return await self._ask(scope, question, values)

    async def _ask(self, scope: Scope, question: Question, variables: dict[str, Any]) -> Any:
        async with answering(), self._platform.reader.acquire() as connection:
            answer = await self._engine.answer(connection, scope, Request(question.text, variables))
        said = msgspec.json.decode(answer.body)
        if "errors" in said:
            status = answer.status if answer.status >= 400 else 503
            raise refused_for(said["errors"], status)
        return said["data"]


def _beside(given: Pairs) -> dict[str, str]:
    beside = [(name, value) for name, value in given if name in _BESIDE]
    if len({name for name, _ in beside}) < len(beside):
        raise Refused(REPEATED(name=beside[-1][0]))
    return dict(beside)


def _written(known: Known, data: Any) -> Paper:
    """The paper. What a plugin raises is its own fault: it is named, and logged in full."""
    try:
        paper: object = known.document.write(data)
        if isinstance(paper, Paper):
            return paper
        raise TypeError(f"write returned {type(paper).__name__}, not a Paper")
    except Exception as error:
        trace = uuid4().hex[:12]
        name = known.document.name
        _log.exception("document %s could not be written, trace %s", name, trace, exc_info=error)
        raise Refused(FAILED(**known.names, trace=trace)) from None
