"""Whatever is asked in whatever order: every acknowledged ballot counts once, and nobody peeks."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from taizhang.audit.recount import recount
from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import (
    CastBallot,
    CountPapers,
    EndCasting,
    ReissueSlip,
    RejectPaper,
    VoidSlip,
)
from taizhang.domain.ballots.count_rows import Tally
from taizhang.domain.ballots.events import BallotCast, BoxClosed, BoxOpened
from taizhang.domain.ballots.paper_reading import PaperRead, confirmation, entry
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.rows import Box
from taizhang.domain.ballots.sealing import Paper, seal
from taizhang.domain.ballots.slip_codes import proof_of, slip_of
from taizhang.errors import Refused

SCALE = ["好", "较好", "一般", "差"]
QUESTIONS = [Question(subject="jingui", text="评价等次", choices=SCALE)]
PRINTED = 6
SLIPS = st.integers(0, PRINTED - 1)
CHOICES = st.sampled_from(["好", "差", ""])


class Voting(RuleBasedStateMachine):
    """A plain model beside the town: where each slip is, and what was acknowledged."""

    def __init__(self, vote: Any) -> None:
        super().__init__()
        self.vote = vote
        slips = desk.make_slips("b1", "m1", PRINTED)
        self.registration, self.codes = slips.command, slips.codes
        self.stage = "printed"
        self.came = 0
        self.valid = False
        self.at = dict.fromkeys(range(PRINTED), "unused")
        self.on_paper: set[int] = set()
        self.entries: dict[int, str] = {}
        self.said: dict[int, str] = {}
        self.hand: tuple[int, int] | None = None
        """Papers given out and returned, as counted by hand."""

    @property
    def taking_papers(self) -> bool:
        return self.stage in ("open", "ended")

    @property
    def papers(self) -> int:
        return sum(self.at[slip] == "paper" for slip in self.at)

    def slip(self, number: int) -> str:
        return slip_of("b1", proof_of(self.codes[number]))

    def asks(self, command: Any, fine: bool, actor: str = "clerk") -> list[Any]:
        try:
            recorded: list[Any] = self.vote.do(command, actor)
        except Refused:
            assert not fine
            return []
        assert fine
        return recorded

    @initialize(people=st.sampled_from([4, 3, 5, 6, 2, 0]), said=st.lists(CHOICES, max_size=4))
    def meet(self, people: int, said: list[str]) -> None:
        """Most meetings have begun, or few would get as far as to a count."""
        if not people:
            return
        for _ in range(people):
            self.arrive()
        self.register()
        self.open_box()
        for slip, choice in enumerate(said):
            self.cast(slip, choice)

    @rule()
    def register(self) -> None:
        if self.asks(self.registration, self.stage == "printed"):
            self.stage = "prepared"

    @rule()
    def arrive(self) -> None:
        self.vote.given(self.vote.check_in(self.came))
        self.came += 1

    @rule()
    def open_box(self) -> None:
        fine = self.stage == "prepared" and self.came >= 3
        if self.asks(self.vote.opening(questions=QUESTIONS), fine):
            self.stage = "open"

    @rule(slip=SLIPS, choice=CHOICES)
    def cast(self, slip: int, choice: str) -> None:
        proof = proof_of(self.codes[slip])
        paper = Paper("b1", self.vote.key.public_key, QUESTIONS)
        command = CastBallot(box="b1", proof=proof, sealed=seal(paper, proof, {"jingui": choice}))
        fresh = self.at[slip] == "unused" and slip not in self.on_paper
        if self.asks(command, self.stage == "open" and fresh, "anyone"):
            self.at[slip], self.said[slip] = "phone", choice

    @rule(slip=SLIPS)
    def void(self, slip: int) -> None:
        command = VoidSlip(box="b1", slip=self.slip(slip), reason="污损")
        if self.asks(command, self._may_void(slip)):
            self.at[slip] = "void"

    @rule(slip=SLIPS, spare=SLIPS)
    def reissue(self, slip: int, spare: int) -> None:
        slips = {"slip": self.slip(slip), "spare": self.slip(spare)}
        fine = slip != spare and self._may_void(slip) and self._may_void(spare)
        if self.asks(ReissueSlip(box="b1", reason="污损", **slips), fine):
            self.at[slip] = "void"

    def _may_void(self, slip: int) -> bool:
        closed = self.stage in ("printed", "closed", "tallied")
        return not closed and self.at[slip] == "unused"

    @rule(slip=SLIPS, choice=CHOICES)
    def enter(self, slip: int, choice: str) -> None:
        if not self.taking_papers:
            return
        fine = self.at[slip] == "unused"
        if self.asks(entry(self._box(), self._read(slip, choice)), fine):
            self.at[slip], self.entries[slip] = "entered", choice
            self.on_paper.add(slip)

    @rule(slip=SLIPS, choice=CHOICES, actor=st.sampled_from(["clerk", "teller"]))
    def confirm(self, slip: int, choice: str, actor: str) -> None:
        if self.stage in ("printed", "prepared"):
            return
        waits = self.taking_papers and self.at[slip] == "entered"
        fine = waits and actor == "teller" and self.entries[slip] == choice
        if self.asks(confirmation(self._box(), self._read(slip, choice)), fine, actor):
            self.at[slip], self.said[slip] = "paper", choice

    @rule(slip=SLIPS)
    def reject(self, slip: int) -> None:
        command = RejectPaper(box="b1", slip=self.slip(slip), reason="看错")
        if self.asks(command, self.taking_papers and self.at[slip] == "entered", "teller"):
            self.at[slip] = "unused"

    @rule(amiss=st.sampled_from([0, 0, 0, 1]), given_out=st.integers(0, PRINTED))
    def count_papers(self, amiss: int, given_out: int) -> None:
        returned = self.papers + amiss
        command = CountPapers(box="b1", given_out=given_out, returned=returned)
        if self.asks(command, self.taking_papers):
            self.hand = (given_out, returned)

    @rule()
    def end_casting(self) -> None:
        if self.asks(EndCasting(box="b1"), self.stage == "open"):
            self.stage = "ended"

    @rule(sure=st.integers(0, 2))
    def close(self, sure: int) -> None:
        if sure:  # seldom, or hardly any box would fill
            return
        given_out, returned = self.hand or (0, 0)
        counted = self.hand is not None or not self.papers
        fits = self.papers == returned or returned > given_out
        waiting = any(place == "entered" for place in self.at.values())
        fine = self.taking_papers and counted and fits and not waiting
        for closed in self.asks(self.vote.closing(), fine):
            self.stage = "closed"
            self.valid = len(self.said) <= self.came and returned <= given_out
            self._check_numbers(closed)

    @rule(falsified=st.booleans())
    def tally(self, falsified: bool) -> None:
        if self.stage not in ("closed", "tallied"):
            return
        command = desk.count(self.vote.history, self.vote.key.shares[1:])
        if falsified:
            first = command.lists[0]
            command = replace(command, lists=[replace(first, invalid=first.invalid + 1)])
        if self.asks(command, self.valid and not falsified, "teller"):
            assert self.stage == "closed", "a recount records nothing"
            self.stage = "tallied"
            assert recount(self.vote.history, "b1", command.lists).differences == []

    def teardown(self) -> None:
        """Every evening ends: papers are confirmed and counted, the box is closed and counted."""
        for slip, place in self.at.items():
            if self.taking_papers and place == "entered":
                self.confirm(slip, self.entries[slip], "teller")
        if self.taking_papers:
            given_out = self.hand[0] if self.hand else PRINTED
            self.count_papers(0, given_out)
            self.close(0)
        for falsified in (True, False, False):
            self.tally(falsified)
        self.result_is_shown_only_after_the_count_and_then_all_of_it()

    def _check_numbers(self, closed: BoxClosed) -> None:
        void = sum(place == "void" for place in self.at.values())
        unused = sum(place == "unused" for place in self.at.values())
        assert (closed.cast, closed.unused, closed.void) == (len(self.said), unused, void)
        assert closed.cast + unused + void == PRINTED
        assert (closed.papers, closed.valid) == (self.papers, self.valid)

    def _box(self) -> BoxOpened:
        return next(e for e in self.vote.history if isinstance(e, BoxOpened))

    def _read(self, slip: int, choice: str) -> PaperRead:
        return PaperRead(box="b1", code=self.codes[slip], marks={"jingui": choice})

    @invariant()
    def every_acknowledged_ballot_is_in_the_box_once_and_before_the_close(self) -> None:
        kinds = [type(event) for event in self.vote.history]
        cast = [event.slip for event in self.vote.history if isinstance(event, BallotCast)]
        assert Counter(cast) == Counter(self.slip(number) for number in self.said)
        if BoxClosed in kinds:
            assert BallotCast not in kinds[kinds.index(BoxClosed) :]

    @invariant()
    def result_is_shown_only_after_the_count_and_then_all_of_it(self) -> None:
        rows = self.vote.town.folded(Tally)
        if self.stage != "tallied":
            assert rows == {}
            return
        row, made = rows["b1", "jingui", ""], Counter(self.said.values())
        assert row.counts == {choice: made[choice] for choice in SCALE}
        assert (row.blank, row.invalid) == (made[""], 0)

    @invariant()
    def open_box_does_not_even_show_how_many_have_voted(self) -> None:
        row = self.vote.town.folded(Box).get(("b1",))
        if row is not None and self.stage in ("prepared", "open", "ended"):
            assert (row.state, row.cast) == (self.stage, None)


@pytest.mark.hypothesis
def test_boxes_go_their_way(new_vote: Callable[[], Any]) -> None:
    class Made(Voting):
        def __init__(self) -> None:
            super().__init__(new_vote())

    run_state_machine_as_test(
        Made,
        settings=settings(
            max_examples=40,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
