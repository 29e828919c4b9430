"""Exporting: all rows that a query matches, page after page.

All pages are read as of one moment, so that they fit together though writing goes on: a position
of one tenant, an instant of several. Rows that keep no history are read as they are when their
page is read. A connection to the database is held while a page is read, never between pages.
"""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import asyncpg

from taizhang.commands.context import CHINA
from taizhang.database.pool import answering
from taizhang.viewing.lines import Lines, lines_of
from taizhang.viewing.standing import Standing, not_ready
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.compiler.plan import Plan
from taizhang_graphql.compiler.work import Call
from taizhang_graphql.connections import Kept
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Answer, Media, Request, Scope
from taizhang_graphql.mistakes import NO_HISTORY, Mistake
from taizhang_graphql.paging_through import Moment, PagingThrough, paging_through
from taizhang_graphql.refusing import refused

_LAST = datetime.max.replace(tzinfo=UTC)


class Unanswered(Exception):  # noqa: N818 - it is an answer, not a fault
    """The query is refused, or one of its pages is; `answer` says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.code)
        self.answer = answer


class Exporting:
    """Begins exports, and answers their pages."""

    def __init__(self, standing: Standing, reader: "asyncpg.Pool[Any]") -> None:
        self._standing, self._reader = standing, reader

    async def begin(
        self,
        viewer: Viewer,
        engine: Engine,
        request: Request,
        *,
        least: int = 0,
        after: str | None = None,
    ) -> "Export":
        """An export of what a viewer sees, once rows have come as far as `least`.

        Raises Unanswered where the query is refused, and Refused as `Standing.scope` does.
        """
        try:
            async with answering():
                scope = await self._standing.scope(viewer, least)
                engine.prepared(scope, request)  # so that faults are told of the text as it came
                through = paging_through(request, engine.served.catalogue)
                newest = await self._newest(scope)
            return Export(self, engine, scope, through, newest, after)
        except Mistake as mistake:
            raise Unanswered(refused(mistake, request.media)) from None

    async def answer(self, engine: Engine, plan: Plan, call: Call, page: Request) -> Answer:
        """The answer of a page. Raises Unanswered and Refused."""
        async with answering():
            if (newest := plan.newest(call)) is not None:
                call = call.until(await self._standing.now(call.scope, newest))
            async with self._reader.acquire() as connection:
                try:
                    answer = await engine.run(Kept(connection), plan, call, page)
                except asyncpg.UndefinedTableError:  # its generation was retired meanwhile
                    raise not_ready(0) from None
        if answer.code is not None:
            raise Unanswered(answer)
        return answer

    async def _newest(self, scope: Scope) -> "_Newest":
        if len(scope.tenants) != 1:
            now = await self._standing.now(scope, _LAST)
            return _Newest(now, now)
        (tenant,) = scope.tenants
        far = await self._standing.reach_now(scope, tenant)
        return _Newest(far.position, far.now)


class _Newest(NamedTuple):
    """The newest that rows are complete for: what they are read as of, and the clock then."""

    as_of: Moment
    now: datetime


class Export:
    """One export. `position` or `moment`: what all rows are read as of; neither: as of now."""

    def __init__(
        self,
        exporting: Exporting,
        engine: Engine,
        scope: Scope,
        through: PagingThrough,
        newest: _Newest,
        after: str | None,
    ) -> None:
        """Raises Mistake where the query cannot be asked so."""
        self._exporting, self._engine, self._scope = exporting, engine, scope
        self._through, self._after, self._as_of = through, after, newest.as_of
        self._more = True
        plan, call = self._dated()
        self.moment = plan.newest(call)
        self.position: int | None = next((p(call) for p, _ in plan.positions), None)
        self._now = None if through.dated else newest.now

    @property
    def name(self) -> str:
        """What a file of it is called: `tickets-2015-12-20-position-123.ndjson`."""
        moment = self.moment or self._now
        day = [_day(moment).isoformat()] if moment else []
        place = [] if self.position is None else ["position", str(self.position)]
        return "-".join([self._through.field, *day, *place]) + ".ndjson"

    async def page(self) -> Lines | None:
        """The next page; None behind the last. Raises Unanswered and Refused."""
        if not self._more:
            return None
        limits = self._engine.limits
        try:
            plan, call = self._planned(limits.page)
            if (cost := plan.cost(call)) > limits.objects:  # what is nested multiplies
                plan, call = self._planned(max(1, limits.page * limits.objects // cost))
        except Mistake as mistake:
            raise Unanswered(refused(mistake, Media.RESPONSE)) from None
        lines = lines_of(
            await self._exporting.answer(self._engine, plan, call, self._through.request)
        )
        self._after, self._more = lines.after, lines.more
        return lines

    def _dated(self) -> tuple[Plan, Call]:
        try:
            return self._planned(1)
        except Mistake as mistake:
            if mistake.kind is not NO_HISTORY or self._through.dated:
                raise
        self._as_of = None
        return self._planned(1)

    def _planned(self, rows: int) -> tuple[Plan, Call]:
        asked = self._through.page(rows, self._after, self._as_of)
        return self._engine.prepared(self._scope, asked)


def _day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()
