"""Recording a step: who sat, when it was announced, how many were there, and how they voted."""

from collections.abc import Iterator, Sequence
from datetime import date

from taizhang import Reason, Refused, Selector, decides, event
from taizhang.core import ORGANISATION, PostLeft, PostTaken
from taizhang_plugins.deliberation import refusals as r
from taizhang_plugins.deliberation.asking import RecordStep
from taizhang_plugins.deliberation.counting import Sitting
from taizhang_plugins.deliberation.events import StepTaken, VoteLost
from taizhang_plugins.deliberation.hands import Hands
from taizhang_plugins.deliberation.law import Texts
from taizhang_plugins.deliberation.names import VILLAGERS
from taizhang_plugins.deliberation.standing import ACTORS, OfMatter
from taizhang_plugins.deliberation.ways import Body, Step, Way

__all__ = ["RecordStep", "Recording"]


@decides(RecordStep, by=ACTORS)
class Recording(OfMatter[RecordStep]):
    """In order, by enough who were there, carried by enough of them, announced in time."""

    def __init__(self, ask: RecordStep) -> None:
        super().__init__(ask)
        self.hands = Hands()

    def consistency_boundary(self) -> list[Selector]:
        held = [Selector([PostTaken, PostLeft], [ORGANISATION(self.ask.organisation)])]
        return [*super().consistency_boundary(), *(held if self.ask.merged else [])]

    @event(PostTaken)
    def _post_taken(self, person: str, post: str, since: date) -> None:
        self.hands.take(person, post, since)

    @event(PostLeft)
    def _post_left(self, person: str, post: str, until: date) -> None:
        self.hands.leave(person, post, until)

    def execute(self) -> None:
        ask = self.ask
        self.require_unit()
        way, step = self.require_next(ask.step)
        clause = way.basis_of(step)
        sits = step.act in ("discuss", "resolve")
        self.refuse_unless(sits, r.NOT_A_SITTING(clause=clause, step=ask.step))
        self.require_evidence(ask.evidence)
        judged = self._merged(way, step)
        body = self._body(judged, way.basis_of(judged))
        texts = Texts(self.context.on)
        sitting = Sitting(step.name, body, way.basis_of(judged), texts, ask.heads)
        if wrong := [*self._unfit(step, body, texts), *self._miscarried(sitting)]:
            raise Refused(*wrong)
        self.tell_provisional(step.name, texts)
        self._record(step, body, texts)

    def _merged(self, way: Way, step: Step) -> Step:
        """The step whose numbers count: of two in one sitting the later, whose body is wider."""
        if not self.ask.merged:
            return step
        [merged] = self.ask.merged
        merging, words = self.rules.merging, {"step": step.name, "merged": merged}
        clause = way.basis_of(step)
        fine = step.mergeable_with == merged and merging.posts is not None
        self.refuse_unless(fine, r.NOT_MERGEABLE(clause=clause, **words))
        posts, on = merging.posts or [], self.context.on
        apart = r.NOT_IN_ONE_HAND(
            clause=merging.basis("posts"),
            name=self.name_of(self.ask.organisation),
            posts="、".join(posts),
            on=on.isoformat(),
            **words,
        )
        self.refuse_unless(self.hands.hold_all(posts, on), apart)
        return way.step(merged) or step

    def _body(self, step: Step, clause: str | None) -> Body:
        body = step.body(self.ask.body)
        if body is None:
            bodies = "、".join(each.name for each in step.bodies)
            asked = self.ask.body or "（未写）"
            raise Refused(r.UNKNOWN_BODY(clause=clause, step=step.name, body=asked, bodies=bodies))
        return body

    def _unfit(self, step: Step, body: Body, texts: Texts) -> Iterator[Reason]:
        """What the law of the day asks of a resolution beyond its numbers."""
        if step.act != "resolve":
            return
        kind = self.rules.kind(self.kind)
        article = texts.villagers(kind.listed if kind else None)
        if (article or self.villagers) and body.law not in VILLAGERS:
            clause = article or (kind.basis("villagers") if kind else None)
            words = {"title": self.title, "kind": self.kind, "body": body.name}
            yield r.VILLAGERS_FIRST(clause=clause, **words)
        congress = texts.congress()
        if congress and not self.congress:
            yield r.CONGRESS_LEFT_OUT(clause=congress, title=self.title, step=step.name)

    def _miscarried(self, sitting: Sitting) -> Sequence[Reason]:
        ask, heads = self.ask, sitting.heads
        if not heads.possible:
            votes = heads.votes_for + heads.against + heads.abstain
            whole, due, present = heads.whole, heads.due, heads.present
            return [r.NOT_COUNTED(whole=whole, due=due, present=present, votes=votes)]
        notice = sitting.unannounced(ask.notice_on, self.context.on, ask.special)
        wrong = [*sitting.absent(), *notice]
        lost = list(sitting.lost())
        if ask.carried:
            return [*wrong, *lost]
        if sitting.voted and not lost:
            words = {"step": sitting.step, "votes": heads.votes_for}
            wrong.append(r.CARRIED(clause=sitting.clause, **words))
        return wrong

    def _record(self, step: Step, body: Body, texts: Texts) -> None:
        ask, heads = self.ask, self.ask.heads
        fact = StepTaken if ask.carried else VoteLost
        self.record(
            fact(
                matter=ask.matter,
                organisation=ask.organisation,
                attempt=self.attempt,
                step=step.name,
                act=step.act,
                merged=ask.merged,
                body=body.name,
                law=body.law,
                held_on=self.context.on,
                notice_on=ask.notice_on,
                whole=heads.whole,
                due=heads.due,
                present=heads.present,
                votes_for=heads.votes_for,
                against=heads.against,
                abstain=heads.abstain,
                minutes=ask.minutes,
                evidence=ask.evidence,
                texts=texts.versions,
                provisional=texts.provisional,
            )
        )
