"""Amending: rows that a corrected or annulled fact had made are folded anew, from the beginning.

Exact rather than quick: all events of the types that such a row folds are read once more, as they
stand after every amendment so far. Amendments are rare; 100,000 such events take 2.5 seconds.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from taizhang.events.amendments import (
    AMENDING,
    AMENDMENTS,
    Amended,
    FactCorrected,
    amended_among,
    settled,
)
from taizhang.events.catalogue import Catalogue
from taizhang.projections.batch import Version
from taizhang.projections.letter import ANY_KEY, Letter, failed, held_back
from taizhang.projections.reading import Read, read, read_at
from taizhang.projections.row import At, Row
from taizhang.projections.touch import Index, Place, Touch, key_text, touches
from taizhang.projections.values import layout
from taizhang.projections.write import load

_PAGE = 2_000
_OF_TYPES = """
    select position, recorded_at, type, entry from log.event
     where tenant_id = $1 and position > $2 and position <= $3 and type = any ($4)
     order by position limit $5
"""
_AMENDED = """
    select e.position, e.recorded_at, e.type, e.entry
      from log.tag t join log.event e using (tenant_id, position)
     where t.tenant_id = $1 and e.tenant_id = $1
       and t.tag = $2 and t.type = any ($3) and t.position <= $4
     order by position
"""


class Amender:
    """Folds rows of one tenant anew, within the transaction of a run."""

    def __init__(
        self, connection: Any, schema: str, tenant: UUID, index: Index, catalogue: Catalogue
    ) -> None:
        self._connection = connection
        self._schema = schema
        self._tenant = tenant
        self._index = index
        self._catalogue = catalogue

    async def amended(
        self, amendment: Read, held: Collection[tuple[str, str]]
    ) -> tuple[list[Version], list[Letter]]:
        """The rows that the fact of an amendment touches, folded anew; a letter for each that is
        held back.
        """
        places = await self._places(amendment)
        behind = {place for place in places if _is_held(place, held)}
        versions, letters = await self.again(places - behind, amendment)
        names = [(row.__name__, key_text(key)) for row, key in behind]
        return versions, [*letters, *(held_back(*name, amendment.position) for name in names)]

    async def of_letters(self, letters: Iterable[Letter], events: Iterable[Read]) -> set[Place]:
        """The rows that letters are about; `events` are what stands at their positions."""
        names = {(letter.row_type, letter.row_key) for letter in letters}
        found: set[Place] = set()
        for each in events:
            found |= await self._places(each) if isinstance(each.event, AMENDING) else set()
            found |= {touch.place for touch in touches(self._index, [each], held=())[0]}
        return {place for place in found if _is_held(place, names)}

    async def again(
        self, places: Iterable[Place], last: Read
    ) -> tuple[list[Version], list[Letter]]:
        """Each row as all events up to this one leave it: a version, where that is another."""
        wanted = set(places)
        rows: dict[Place, Row | None] = dict.fromkeys(wanted)
        broken: dict[Place, Exception] = {}
        async for touch in self._touches(wanted, last.position):
            if touch.place not in broken:
                try:
                    rows[touch.place] = _after(touch, rows[touch.place])
                except Exception as error:
                    broken[touch.place] = error
        shown = await load(self._connection, self._schema, self._tenant, wanted)
        changed = [p for p, row in rows.items() if p not in broken and row != shown.get(p)]
        versions = [_version(place, rows[place], last) for place in changed]
        letters = [
            failed(row.__name__, key_text(key), last.position, error)
            for (row, key), error in broken.items()
        ]
        return versions, letters

    async def _places(self, amendment: Read) -> set[Place]:
        """The rows that the fact of an amendment touches, as it was and as it is."""
        by = amendment.event
        assert isinstance(by, AMENDING)
        found = await read_at(self._connection, self._catalogue, self._tenant, [by.fact])
        before, after = [await self._amended(amendment.position - back) for back in (1, 0)]
        states = [*self._settled(found, before), *self._settled(found, after)]
        return {touch.place for touch in touches(self._index, states, held=())[0]}

    async def _touches(self, wanted: set[Place], last: int) -> AsyncIterator[Touch]:
        rows = {row for row, _ in wanted}
        index = {
            kind: its
            for kind, folds in self._index.items()
            if (its := [each for each in folds if each[0] in rows])
        }
        amended = await self._amended(last)
        async for page in self._pages([kind.event_name for kind in index], last):
            found, _ = touches(index, self._settled(page, amended), held=())
            for touch in found:
                if touch.place in wanted:
                    yield touch

    async def _pages(self, types: Sequence[str], last: int) -> AsyncIterator[list[Read]]:
        position = 0
        while True:
            args = self._tenant, position, last, types, _PAGE
            page = list(read(self._catalogue, await self._connection.fetch(_OF_TYPES, *args)))
            if not page:
                return
            yield page
            position = page[-1].position

    async def _amended(self, last: int) -> Amended:
        """The last amendment of each fact, up to a position."""
        types = [kind.event_name for kind in AMENDING]
        args = self._tenant, AMENDMENTS, types, last
        found = read(self._catalogue, await self._connection.fetch(_AMENDED, *args))
        return amended_among(each.event for each in found)

    def _settled(self, found: Iterable[Read], amended: Amended) -> list[Read]:
        return settled(found, amended, attrgetter("position"), self._corrected)

    def _corrected(self, fact: Read, by: FactCorrected) -> Read:
        return replace(fact, event=self._catalogue.read(by.event, by.schema, by.body))


def _after(touch: Touch, before: Row | None) -> Row | None:
    after = touch.fold.apply(before, touch.event, touch.at)
    return None if after is None else layout(touch.row).settled(after)[1]


def _version(place: Place, row: Row | None, last: Read) -> Version:
    at = At(place[1], last.position, last.recorded_at, last.on, last.actor, last.name)
    return Version(*place, None if row is None else layout(place[0]).settled(row)[0], at)


def _is_held(place: Place, held: Collection[tuple[str, str]]) -> bool:
    row, key = place
    return (row.__name__, key_text(key)) in held or (row.__name__, ANY_KEY) in held
