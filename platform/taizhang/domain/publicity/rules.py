"""What a tenant's document says of making things public.

Whatever may be None is not stated: a tenant's file says in `choices` what was chosen, and why.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.domain.publicity.events import Act, Matter
from taizhang.rules.expecting import wanting
from taizhang.rules.fault import Fault, Words
from taizhang.rules.provision import Provision, Rules

Days = Annotated[int, Meta(ge=1, le=365)]


class Arrangement(Provision, frozen=True):
    """How one kind of matter is made public: whether it must be, after what, to whom, how long.

    `days` None: no end is set. `counts_start`: the day that it starts is day one. `moves_on`: a
    period never ends on a rest day. `anonymous`: objections of nobody named are taken.
    """

    title: ClassVar[str] = "公开安排"
    act: Annotated[Act, Meta(title="公开或公示")]
    matter: Annotated[Matter, Meta(title="公开事项")]
    required: Annotated[bool, Meta(title="是否必须")]
    scopes: Annotated[list[str], Meta(min_length=1, title="公开范围")]
    after_meeting: Annotated[bool, Meta(title="是否须在会后")]
    days: Annotated[Days, Meta(title="天数")] | None
    unit: Annotated[Literal["days", "working_days"], Meta(title="天数单位")] | None
    counts_start: Annotated[bool, Meta(title="起始日是否计入")] | None
    moves_on: Annotated[bool, Meta(title="遇休息日是否顺延")] | None
    anonymous: Annotated[bool, Meta(title="是否受理匿名反映")] | None

    def contradictions(self) -> Iterator[Fault]:
        """A period is whole; a notice has one, and says whose objections it takes."""
        if self.days is not None:
            for name in ("unit", "counts_start", "moves_on"):
                if getattr(self, name) is None:
                    yield wanting(
                        (name,), "写了天数就须写明怎样计算", "a period says how it is counted"
                    )
        if self.act == "notice" and self.days is None:
            yield wanting(("days",), "公示须有期限", "a notice has a period")
        if self.act == "notice" and self.anonymous is None:
            zh = "公示须写明是否受理匿名反映"
            yield wanting(("anonymous",), zh, "a notice takes anonymous objections or not")


class Bulletins(Provision, frozen=True):
    """How often a bulletin is issued (S1-17): one at the latest so many days or months after the
    last. `remind` is how many days before that to remind; None: not at all.
    """

    title: ClassVar[str] = "通报"
    every: Annotated[int, Meta(ge=1, le=366, title="通报间隔")]
    unit: Annotated[Literal["days", "months"], Meta(title="间隔单位")]
    scopes: Annotated[list[str], Meta(min_length=1, title="通报范围")]
    remind: Annotated[Days, Meta(title="提前提醒天数")] | None


class PublicityRules(Rules, frozen=True):
    """The provisions on making things public. Who has none makes nothing public here."""

    title: ClassVar[str] = "公开"
    section: ClassVar[str] = "publicity"
    optional: ClassVar[bool] = True
    arrangements: Annotated[list[Arrangement], Meta(title="公开安排")] = []
    bulletins: Bulletins | None = None

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """One act on one matter is arranged once: of two, one would never be asked."""
        acts: list[tuple[Act, Matter]] = []
        for number, each in enumerate(self.arrangements, start=1):
            if (each.act, each.matter) in acts:
                yield Fault(
                    ("rules", self.section, "arrangements", number, "matter"),
                    Words(
                        f"“{each.matter}”的“{each.act}”写了两次",
                        f"{each.act!r} of {each.matter!r} is arranged twice",
                    ),
                    Words("同一事项的同一做法只写一次", "arrange one act on one matter once"),
                    code="twice",
                )
            acts.append((each.act, each.matter))

    def arranged(self, act: Act, matter: Matter) -> Arrangement | None:
        """How a matter is made public by this act, or None where the tenant does not do so."""
        found = (each for each in self.arrangements if (each.act, each.matter) == (act, matter))
        return next(found, None)
