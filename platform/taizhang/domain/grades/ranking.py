"""Ranking a list (综合排名, S2-16): equals share a rank, or a decision tells them apart."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.grades.asking import ListCommand
from taizhang.domain.grades.events import ListOf, SubjectsRanked
from taizhang.domain.grades.listing import Listing
from taizhang.domain.grades.rules import GradeRules, Ranking
from taizhang.domain.grades.sheet import Sheet
from taizhang.domain.grades.weighing import composites
from taizhang.domain.names import SubjectId, Text
from taizhang.errors import Reason, Refusal
from taizhang.measures.ranking import follows, ranks
from taizhang.tenancy.roles import Role

NOT_EACH_ONCE = Refusal(
    "grades.rank_each_once",
    zh="排名须包括每个定等对象，且各一次；不符的有：{names}",
    en="a ranking holds everybody who is graded once; wrong are {names}",
    rule="S2-16",
)
AGAINST_SCORES = Refusal(
    "grades.rank_against_scores",
    zh="排名与综合得分不一致；得分高的须排在前面",
    en="the ranking contradicts the weighted scores",
    rule="S2-16",
)
TIED = Refusal(
    "grades.tied",
    zh="“{names}”并列；按规定不能并列，须作出决定分出先后并写明理由",
    en="{names} are tied; a decision with its reason must tell them apart",
    rule="S2-16",
)
UNDECIDED = Refusal(
    "grades.tie_decision_missing",
    zh="“{names}”得分相同却排了先后，须写明所作决定（tie_decision）",
    en="{names} have equal scores and different ranks: say what was decided (tie_decision)",
    rule="S2-16",
)
UNRANKED = Refusal(
    "grades.ranking_missing",
    zh="还没有综合排名（或排名后情况有变化，须重新排名）",
    en="there is no ranking, or what it was taken on has changed",
    rule="S2-16",
)


class RankSubjects(ListCommand, name="grades.rank", title="综合排名"):
    """Rank all who are graded, best first. Who stands in one group shares a rank."""

    order: Annotated[list[list[SubjectId]], Meta(min_length=1, max_length=5000, title="排名次序")]
    tie_decision: Annotated[Text | None, Meta(title="并列的决定")] = None
    of: ListOf = "units"

    @property
    def about(self) -> ListOf:
        """The list that was named."""
        return self.of


@decides(RankSubjects, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class RankingSubjects(Listing[RankSubjects]):
    """Where inputs are weighted the scores bind; what they leave equal a decision may tell."""

    def execute(self) -> None:
        self.require_open()
        rules = self.rules
        self._require_everybody(rules.ranking)
        self._check_ties(rules.ranking, composites(self.sheet, rules.composite))
        self.record(
            SubjectsRanked(
                cycle=self.ask.cycle,
                subjects=[unit for group in self.ask.order for unit in group],
                ranks=self._ranks(rules.ranking),
                tie_decision=self.ask.tie_decision,
                of=self.of,
            )
        )

    def _require_everybody(self, ranking: Ranking) -> None:
        placed = Counter(unit for group in self.ask.order for unit in group)
        wanted = Counter(self.sheet.graded)
        wrong = set((placed - wanted) + (wanted - placed))
        each = NOT_EACH_ONCE(
            clause=ranking.basis("required"),
            subjects="、".join(sorted(wrong)),
            names=self.sheet.named(wrong),
        )
        self.refuse_unless(not wrong, each)

    def _check_ties(self, ranking: Ranking, scores: dict[str, Fraction]) -> None:
        order, clause = self.ask.order, ranking.basis("ties")
        if set(scores) == self.sheet.graded:
            self.refuse_unless(follows(order, scores), AGAINST_SCORES(clause=clause))
            told = _told_apart(order, scores)
            decided = bool(self.ask.tie_decision) or not told
            missing = UNDECIDED(clause=clause, names=self.sheet.named(told))
            self.refuse_unless(decided, missing)
        if ranking.ties == "decided":
            tied = next((set(group) for group in self._grouped(ranking) if len(group) > 1), set())
            names = self.sheet.named(tied)
            self.refuse_unless(not tied, TIED(clause=clause, names=names))

    def _grouped(self, ranking: Ranking) -> list[list[str]]:
        return [group for order in self._orders(ranking) for group in order]

    def _ranks(self, ranking: Ranking) -> dict[str, int]:
        placed = (ranks(order) for order in self._orders(ranking))
        return {unit: rank for each in placed for unit, rank in each.items()}

    def _orders(self, ranking: Ranking) -> list[list[list[str]]]:
        """The order as it was given, or once for every class."""
        if ranking.spread == "pooled":
            return [self.ask.order]
        sheet = self.sheet
        classes = sorted({sheet.class_of(unit) for unit in sheet.graded})
        return [
            [[unit for unit in group if sheet.class_of(unit) == each] for group in self.ask.order]
            for each in classes
        ]


def unranked(sheet: Sheet, rules: GradeRules) -> Iterator[Reason]:
    """S2-16: where the tenant asks for it, no list without a ranking of all who are on it."""
    if rules.ranking.required and set(sheet.ranks) != sheet.graded:
        yield UNRANKED(clause=rules.ranking.basis("required"))


def _told_apart(order: list[list[str]], scores: dict[str, Fraction]) -> set[str]:
    """Who has the same score as somebody in another group."""
    group_of = {unit: place for place, group in enumerate(order) for unit in group}
    groups: dict[Fraction, set[int]] = {}
    for unit, place in group_of.items():
        groups.setdefault(scores[unit], set()).add(place)
    return {unit for unit in group_of if len(groups[scores[unit]]) > 1}
