"""Chaos: the storm's course. Blows fall at random on live work; then all is left to settle."""

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from storm.blows import BLOWS
from storm.child import Child
from storm.database import Database, eventually

WRITERS, WORKERS, SUBSCRIBERS = 2, 2, 2
LULL = 0.15  # seconds: at most so long from the last progress to the blow
ROUND = sum(often for _, often in BLOWS.values())
_STEPS = {"writer": 4000, "subscriber": 4000}  # bytes of journal
_BEHIND = """
    select h.tenant_id
      from log.tenant_head h
      left join projections.generation g on g.state = 'current'
      left join projections.cursor c on c.tenant_id = h.tenant_id and c.generation = g.generation
      left join projections.policy_cursor p on p.tenant_id = h.tenant_id and p.policy <> '*'
     where h.position > least(coalesce(c.position, -1), coalesce(p.position, -1))
"""
_HEADS = """
    select slug, position from log.tenant_head join tenancy.tenant using (tenant_id)
"""


class Chaos:
    """Writers, workers and subscribers over one database, and what is done to them."""

    def __init__(self, database: Database, folder: Path, seed: int, diary: list[str]) -> None:
        self.database, self._folder, self.random = database, folder, random.Random(seed)
        self._diary = diary
        diary[:] = [f"CHAOS_SEED={seed}"]
        self._began = time.monotonic()
        self._writers = self._start("writer", WRITERS)
        self._others = self._start("worker", WORKERS) + self._start("subscriber", SUBSCRIBERS)

    @property
    def children(self) -> Sequence[Child]:
        """Everybody."""
        return [*self._writers, *self._others]

    def rage(self, seconds: float) -> None:
        """Blow after blow until the time is up; one round falls whole, however short the time."""
        until = time.monotonic() + seconds
        for count, name in enumerate(self._rounds()):
            if count >= ROUND and time.monotonic() > until:
                return
            self._await_work()
            time.sleep(self.random.uniform(0, LULL))
            self.note(name)
            self._diary[-1] += f": {BLOWS[name][0](self)}"

    def settle(self) -> None:
        """Writers finish what they asked for; then the others, by themselves, catch up and end."""
        for child in self._writers:
            child.finish()
        self.note("the writers have ended")
        eventually(lambda: self._all_live(self._others) and self._is_quiet(), "all caught up")
        self.note(f"all have caught up: {dict(self.database.ask(_HEADS))}")
        for child in self._others:
            child.finish()

    def end(self) -> None:
        """Nobody is left, however it went."""
        for child in self.children:
            child.kill()

    def note(self, what: str) -> None:
        """Put into the diary."""
        self._diary.append(f"{time.monotonic() - self._began:7.2f} s  {what}")

    def others_go_on(self) -> None:
        """Returns when writers have got further answers."""
        self._await_growth({"writer": _STEPS["writer"]})

    def _start(self, program: str, count: int) -> list[Child]:
        return [Child(program, n, self.database.dsn, self._folder) for n in range(count)]

    def _rounds(self) -> Iterator[str]:
        names = [name for name, (_, often) in BLOWS.items() for _ in range(often)]
        while True:
            self.random.shuffle(names)
            yield from names

    def _await_work(self) -> None:
        """Everybody has come further, so that the blow falls on work."""
        folded, answered = self.database.folded(), self.database.answered()
        self._await_growth(_STEPS)
        eventually(lambda: self.database.folded() > folded + 20, "projections go on")
        eventually(lambda: self.database.answered() > answered, "policies go on")

    def _await_growth(self, steps: dict[str, int]) -> None:
        goals = {name: self._written(name) + step for name, step in steps.items()}

        def grown() -> bool:
            written = (self._written(name) >= goal for name, goal in goals.items())
            return self._all_live(self.children) and all(written)

        eventually(grown, f"{' and '.join(steps)} go on")

    def _written(self, program: str) -> int:
        return sum(path.stat().st_size for path in self._folder.glob(f"{program}-*.jsonl"))

    def _all_live(self, children: Sequence[Child]) -> bool:
        dead = [child.name for child in children if child.ended_by_itself()]
        assert not dead, f"{dead} ended by themselves"
        return True

    def _is_quiet(self) -> bool:
        return not self.database.ask(_BEHIND) and all(
            self._position(f"subscriber-{n}", town) == head
            for town, head in self.database.ask(_HEADS)
            for n in range(SUBSCRIBERS)
        )

    def _position(self, name: str, town: str) -> int:
        path = self._folder / f"{name}.{town}.position"
        return int(path.read_text()) if path.exists() else 0
