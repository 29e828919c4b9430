"""A paper enters the box by two people who read the same; by hand it is counted as well."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import CountPapers, RejectPaper, VoidSlip
from taizhang.domain.ballots.events import BallotCast, BoxOpened
from taizhang.domain.ballots.paper_events import PaperConfirmed, PaperEntered, PaperRejected
from taizhang.domain.ballots.paper_reading import PaperRead, confirmation, entry, names_asked
from taizhang.domain.ballots.slip_codes import proof_of, slip_of
from taizhang.domain.ballots.slip_rows import EnteredPaper
from taizhang.domain.naming import names_in
from taizhang.errors import Refused


class Papers:
    """The papers of a vote: read by the clerk, read again by the teller."""

    def __init__(self, vote: Any) -> None:
        self.vote = vote

    @property
    def box(self) -> BoxOpened:
        return next(e for e in self.vote.history if isinstance(e, BoxOpened))

    def read(self, slip: int, *choices: str | None) -> PaperRead:
        marks = dict(zip(("jingui", "longtan"), choices, strict=False))
        return PaperRead(box="b1", code=self.vote.codes[slip], marks=marks)

    def entry(self, slip: int, *choices: str | None) -> Any:
        return entry(self.box, self.read(slip, *choices))

    def confirmation(self, slip: int, *choices: str | None) -> Any:
        return confirmation(self.box, self.read(slip, *choices))

    def slip(self, number: int) -> str:
        return slip_of("b1", proof_of(self.vote.codes[number]))

    def entered(self, slip: int, *choices: str | None) -> "Papers":
        self.vote.do(self.entry(slip, *choices), "clerk")
        return self

    def confirmed(self, slip: int, *choices: str | None) -> "Papers":
        self.entered(slip, *choices).vote.do(self.confirmation(slip, *choices), "teller")
        return self

    def counted(self, given_out: int, returned: int, **more: Any) -> "Papers":
        self.vote.do(CountPapers(box="b1", given_out=given_out, returned=returned, **more))
        return self


@pytest.fixture
def papers(open_vote: Any) -> Papers:
    return Papers(open_vote)


@pytest.mark.rule("S0-11")
def test_entry_is_sealed_and_counts_nothing_yet(papers: Papers) -> None:
    [event] = papers.vote.do(papers.entry(0, "好", "差"), "clerk")
    assert isinstance(event, PaperEntered)
    assert (event.slip, event.by) == (papers.slip(0), "clerk")
    assert not any(isinstance(e, BallotCast) for e in papers.vote.history)


@pytest.mark.rule("S0-11")
def test_another_persons_same_reading_casts_the_ballot(papers: Papers) -> None:
    [entered] = papers.vote.do(papers.entry(0, "好", "差"), "clerk")
    cast, confirmed = papers.vote.do(papers.confirmation(0, "好", "差"), "teller")
    assert cast == BallotCast(box="b1", slip=papers.slip(0), sealed=entered.sealed)
    assert confirmed == PaperConfirmed(box="b1", slip=papers.slip(0), by="teller")


def test_who_entered_a_paper_cannot_confirm_it(papers: Papers) -> None:
    command = papers.entered(0, "好", "差").confirmation(0, "好", "差")
    reason = papers.vote.refusal(command, "clerk")
    assert (reason.refusal.code, reason.values) == ("ballots.own_entry", {"by": "clerk"})


def test_who_entered_a_paper_cannot_reject_it(papers: Papers) -> None:
    papers.entered(0, "好", "差")
    command = RejectPaper(box="b1", slip=papers.slip(0), reason="读错")
    assert papers.vote.code_of(command, "clerk") == "ballots.own_entry"


@pytest.mark.parametrize("choices", [("差", "差"), ("好", ""), ("好", None), ("好",)])
def test_another_reading_confirms_nothing(papers: Papers, choices: Any) -> None:
    command = papers.entered(0, "好", "差").confirmation(0, *choices)
    assert papers.vote.code_of(command, "teller") == "ballots.read_otherwise"


def test_entry_that_does_not_exist_is_not_confirmed(papers: Papers) -> None:
    command = papers.confirmation(0, "好", "差")
    assert papers.vote.code_of(command, "teller") == "ballots.no_entry"


def test_paper_is_confirmed_once(papers: Papers) -> None:
    command = papers.confirmed(0, "好", "差").confirmation(0, "好", "差")
    assert papers.vote.code_of(command, "teller") == "ballots.no_entry"


def test_rejected_entry_is_nothing_and_the_paper_may_be_entered_again(papers: Papers) -> None:
    papers.entered(0, "好", "差")
    rejecting = RejectPaper(box="b1", slip=papers.slip(0), reason="看错一行")
    assert papers.vote.do(rejecting, "teller") == [
        PaperRejected(box="b1", slip=papers.slip(0), by="teller", reason="看错一行")
    ]
    assert papers.vote.do(papers.entry(0, "差", "差"), "teller")


def test_entry_that_waits_is_not_made_twice(papers: Papers) -> None:
    command = papers.entered(0, "好", "差").entry(0, "好", "差")
    assert papers.vote.code_of(command, "teller") == "ballots.paper_waits"


@pytest.mark.rule("S0-11")
def test_slip_that_voted_by_phone_does_not_vote_on_paper(papers: Papers) -> None:
    papers.vote.cast(["好", "好"])
    assert papers.vote.code_of(papers.entry(0, "差", "差"), "clerk") == "ballots.slip_spent"


@pytest.mark.rule("S0-11")
@pytest.mark.parametrize("rejected", [False, True])
def test_slip_that_came_back_on_paper_does_not_vote_by_phone(
    papers: Papers, rejected: bool
) -> None:
    papers.entered(0, "好", "差")
    if rejected:
        papers.vote.do(RejectPaper(box="b1", slip=papers.slip(0), reason="看错"), "teller")
    expected = "ballots.on_paper" if rejected else "ballots.paper_waits"
    assert papers.vote.code_of(papers.vote.ballot(0, "好", "好"), "anyone") == expected


def test_void_slip_does_not_vote_on_paper(papers: Papers) -> None:
    papers.vote.do(VoidSlip(box="b1", slip=papers.slip(0), reason="污损"))
    assert papers.vote.code_of(papers.entry(0, "好", "差"), "clerk") == "ballots.slip_void"


def test_paper_that_waits_cannot_be_voided(papers: Papers) -> None:
    papers.entered(0, "好", "差")
    command = VoidSlip(box="b1", slip=papers.slip(0), reason="污损")
    assert papers.vote.code_of(command) == "ballots.paper_waits"


def test_paper_cannot_be_entered_after_the_close(papers: Papers) -> None:
    command = papers.entry(0, "好", "差")
    papers.vote.closed()
    reason = papers.vote.refusal(command, "clerk")
    assert (reason.refusal.code, reason.values["state"]) == ("ballots.no_papers", "已封箱")


def test_paper_reads_only_what_the_ballot_offers(papers: Papers) -> None:
    with pytest.raises(Refused) as refused:
        papers.entry(0, "优秀", "差")
    [reason] = refused.value.reasons
    assert reason.values == {"subject": "jingui", "name": "jingui", "choice": "优秀"}


def test_paper_that_reads_otherwise_names_the_unit(papers: Papers) -> None:
    names = names_in(papers.vote.history)
    with pytest.raises(Refused) as refused:
        entry(papers.box, papers.read(0, "优秀", "差"), names)
    [reason] = refused.value.reasons
    assert reason.sentence() == "选票上没有对“金桂村”的选项“优秀”"


def test_names_are_read_of_the_units_asked_about(papers: Papers) -> None:
    tags = [selector.tags for selector in names_asked(papers.box)]
    assert tags == [("organisation:jingui",), ("organisation:longtan",)]


def test_log_tells_nothing_of_a_paper_without_its_code(papers: Papers) -> None:
    """Two papers that say the same look as different as any."""
    [one] = papers.vote.do(papers.entry(0, "好", "差"), "clerk")
    [other] = papers.vote.do(papers.entry(1, "好", "差"), "clerk")
    assert one.check != other.check


@pytest.mark.rule("S1-12")
def test_close_waits_for_entries_to_be_confirmed(papers: Papers) -> None:
    papers.entered(0, "好", "差")
    reason = papers.vote.refusal(papers.vote.closing())
    assert (reason.refusal.code, reason.values["waiting"]) == ("ballots.papers_wait", 1)


def test_close_waits_for_the_papers_to_be_counted(papers: Papers) -> None:
    papers.confirmed(0, "好", "差")
    assert papers.vote.code_of(papers.vote.closing()) == "ballots.papers_uncounted"


@pytest.mark.parametrize(("returned", "aside"), [(2, 0), (3, 1), (1, 1)])
def test_close_waits_for_every_paper_that_came_back(
    papers: Papers, returned: int, aside: int
) -> None:
    papers.confirmed(0, "好", "差").counted(5, returned, set_aside=aside, note="无票号")
    reason = papers.vote.refusal(papers.vote.closing())
    assert reason.refusal.code == "ballots.papers_amiss"
    assert reason.values == {"entered": 1, "expected": returned - aside}


@pytest.mark.rule("S0-11")
def test_more_papers_returned_than_given_out_make_the_vote_invalid(papers: Papers) -> None:
    papers.confirmed(0, "好", "差").counted(3, 4)
    [closed] = papers.vote.do(papers.vote.closing())
    assert (closed.valid, closed.given_out, closed.returned) == (False, 3, 4)
    reason = papers.vote.refusal(desk.count(papers.vote.history, papers.vote.key.shares), "teller")
    assert reason.refusal.code == "ballots.more_returned_than_given_out"
    assert reason.values == {"returned": 4, "given_out": 3}


def test_papers_set_aside_need_a_reason(papers: Papers) -> None:
    command = CountPapers(box="b1", given_out=5, returned=2, set_aside=1)
    assert papers.vote.code_of(command) == "ballots.set_aside"


def test_no_more_papers_are_set_aside_than_returned(papers: Papers) -> None:
    command = CountPapers(box="b1", given_out=5, returned=2, set_aside=3, note="无票号")
    assert papers.vote.code_of(command) == "ballots.set_aside"


@pytest.mark.rule("S0-11")
@pytest.mark.rule("S1-12")
def test_vote_wholly_on_paper_is_counted_like_any_other(papers: Papers) -> None:
    said: list[tuple[str | None, ...]] = [("好", "差"), ("好", ""), (None, "好")]
    for slip, choices in enumerate(said):
        papers.confirmed(slip, *choices)
    papers.counted(4, 3).vote.closed()
    command = desk.count(papers.vote.history, papers.vote.key.shares[1:])
    [tallied] = papers.vote.do(command, "teller")
    jingui, longtan = tallied.counts
    assert (jingui.counts["好"], jingui.blank, jingui.invalid) == (2, 0, 1)
    assert (longtan.counts["差"], longtan.counts["好"], longtan.blank) == (1, 1, 1)


def test_phones_and_papers_fill_one_box(papers: Papers, new_vote: Callable[[], Any]) -> None:
    papers.vote.do(papers.vote.ballot(1, "好", "好"), "anyone")
    papers.confirmed(0, "好", "差").counted(4, 1)
    [closed] = papers.vote.do(papers.vote.closing())
    assert (closed.cast, closed.papers, closed.unused) == (2, 1, 3)


def test_rows_tell_who_entered_and_who_checked_but_not_what_it_says(papers: Papers) -> None:
    papers.confirmed(0, "好", "差").entered(1, "差", "差")
    papers.vote.do(RejectPaper(box="b1", slip=papers.slip(1), reason="看错"), "teller")
    rows = papers.vote.town.folded(EnteredPaper)
    first, second = (rows["b1", papers.slip(n)] for n in (0, 1))
    assert (first.state, first.entered_by, first.checked_by) == ("confirmed", "clerk", "teller")
    assert (second.state, second.reason) == ("rejected", "看错")
