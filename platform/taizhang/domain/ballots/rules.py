"""What a tenant's document says of ballots."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.expecting import each_once, known_only
from taizhang.rules.fault import Fault, Words
from taizhang.rules.provision import Provision, Rules

Choice = Annotated[str, Meta(min_length=1, max_length=64)]
Item = Annotated[
    str,
    Meta(
        max_length=64,
        pattern=r"^[^/\x00]*$",
        title="测评项目",
        description="what is asked of a subject; empty where one thing is",
    ),
]


_CHOICE = Words("选项", "choice")


class Form(Provision, frozen=True):
    """The words between which a ballot chooses on one item, best first (S0-11, S1-12)."""

    title: ClassVar[str] = "测评选项"
    scale: Annotated[list[Choice], Meta(min_length=2, max_length=20, title="测评票的选项")]
    item: Item = ""
    english: Annotated[dict[str, str], Meta(title="英文对照")] = {}
    """What stands below each word, and the item, on the slip, for whoever reads no Chinese."""

    def contradictions(self) -> Iterator[Fault]:
        """Two choices of one name could not be counted apart."""
        yield from each_once(self.scale, ("scale",), _CHOICE)
        known = [*self.scale, self.item]
        for word in self.english:
            yield from known_only([word], known, ("english", word), _CHOICE)


class Voters(Provision, frozen=True):
    """Whether those who are assessed draw a slip; if not, the categories that they come in."""

    title: ClassVar[str] = "投票人"
    subjects_vote: Annotated[bool, Meta(title="考核对象是否投票")]
    assessed: Annotated[list[str], Meta(title="考核对象参会类别")] = []

    def contradictions(self) -> Iterator[Fault]:
        """A slip names nobody: only the category tells who draws none."""
        if self.subjects_vote == bool(self.assessed):
            yield Fault(
                ("assessed",),
                Words(
                    "考核对象不投票的，才写明其所属类别",
                    "the categories of the assessed are named exactly if they do not vote",
                ),
                Words(
                    "写 subjects_vote = true 并删去 assessed，或写 false 并列出 assessed",
                    "let them vote and drop assessed, or name their categories in assessed",
                ),
            )

    def may_vote(self, category: str) -> bool:
        """Whether attendees of a category draw a slip."""
        return category not in self.assessed


class Breakdown(Provision, frozen=True):
    """The fewest ballots of a category whose own result is shown; below it, only totals are."""

    title: ClassVar[str] = "分类结果"
    minimum: Annotated[int, Meta(ge=2, title="最少票数")]


class Weights(Provision, frozen=True):
    """How much each category of attendees counts in the weighted result."""

    title: ClassVar[str] = "分类权重"
    by_category: Annotated[dict[str, Decimal], Meta(min_length=1, title="各类权重")]

    def contradictions(self) -> Iterator[Fault]:
        """Without a weight a category is left out; none weighs nothing or less."""
        for category, weight in self.by_category.items():
            if weight <= 0:
                yield Fault(
                    ("by_category", category),
                    Words(
                        f"“{category}”的权重须大于 0，现为 {weight}",
                        f"the weight of {category!r} must be more than nought, not {weight}",
                    ),
                    Words("写大于 0 的数，不计的不写", "give more, or leave the category out"),
                )


class Officers(Provision, frozen=True):
    """How many scrutineers (监票人) and counters (计票人) must be named before a box opens."""

    title: ClassVar[str] = "监票人和计票人"
    scrutineers: Annotated[int, Meta(ge=0, title="监票人数")]
    counters: Annotated[int, Meta(ge=0, title="计票人数")]


class BallotRules(Rules, frozen=True):
    """The provisions on ballots."""

    title: ClassVar[str] = "测评"
    section: ClassVar[str] = "ballots"
    form: Form
    voters: Voters
    items: Annotated[list[Form], Meta(title="其他测评项目")] = []
    """What else is asked on the same ballot, each with words of its own (S2-08, S2-11)."""
    breakdown: Breakdown | None = None
    """Where nothing was chosen, no breakdown is ever shown."""
    officers: Officers | None = None
    weights: Weights | None = None

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """Two items of one name could not be told apart."""
        names = [form.item for form in (self.form, *self.items)]
        for number, name in enumerate(names[1:], start=1):
            if name in names[:number]:
                at = ("rules", self.section, "items", number, "item")
                expected = Words(f"测评项目“{name}”写了两次", f"item {name!r} stands twice")
                yield Fault(at, expected, Words("换一个名称", "give it another name"), code="twice")

    @property
    def forms(self) -> dict[str, Form]:
        """By item, in the order in which a slip shows them."""
        return {form.item: form for form in (self.form, *self.items)}
