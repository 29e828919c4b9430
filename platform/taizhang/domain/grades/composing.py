"""What a grade rests on: its inputs, their weights where they make a score, and the appraisal."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.measures import composite
from taizhang.measures.decimals import in_full
from taizhang.measures.quota import share_of
from taizhang.rules.expecting import a_share, each_once
from taizhang.rules.fault import Fault, Words
from taizhang.rules.provision import Provision
from taizhang.rules.unread import as_far_as_read

SCORE = "综合得分"
_INPUT = Words("依据", "input")


class Composite(Provision, frozen=True):
    """What a grade rests on (S0-15, S1-15). Without weights it is a judgement of all of it.

    `weights` stand in the order of `inputs` and make up the whole. `required`: the list is not
    confirmed before every unit has all of its inputs.
    """

    title: ClassVar[str] = "综合评定"
    inputs: Annotated[list[str], Meta(title="定等依据")]
    weights: Annotated[list[str], Meta(title="各项权重")] | None
    required: Annotated[bool, Meta(title="是否须齐备")]

    def contradictions(self) -> Iterator[Fault]:
        """Inputs have names of their own; weights are one for each, and make up the whole."""
        return as_far_as_read(self._unclear_inputs(), self._unfit_weights())

    def _unclear_inputs(self) -> Iterator[Fault]:
        yield from each_once(self.inputs, ("inputs",), _INPUT)
        if self.weights is not None and SCORE in self.inputs:
            zh, en = (
                f"“{SCORE}”由各项依据算出，不能是其中一项",
                f"{SCORE!r} is worked out of the inputs",
            )
            yield Fault(("inputs",), Words(zh, en), Words("换一个名称", "give it another name"))

    def _unfit_weights(self) -> Iterator[Fault]:
        if self.weights is None:
            return
        bad = [fault for weight in self.weights for fault in a_share(weight, ("weights",))]
        yield from bad
        shares = [share_of(weight) for weight in self.weights] if not bad else []
        if 0 in shares:
            yield _weights("权重须各大于 0，合计 100%", "weights exceed nought and make up 100%")
        if not bad and sum(shares) != 1:
            total = in_full(Fraction(sum(shares) * 100))
            yield _weights(
                f"权重须合计 100%，现合计 {total}%", f"weights make up 100%, not {total}%"
            )
        if len(self.weights) != len(self.inputs):
            of, given = len(self.inputs), len(self.weights)
            zh = f"各项依据须各有一个权重：{of} 项依据，{given} 个权重"
            yield _weights(zh, f"{of} inputs need as many weights, not {given}")

    @property
    def weighed(self) -> composite.Composite | None:
        """How the score is worked out; None where the committee judges."""
        if self.weights is None:
            return None
        weights = zip(self.inputs, map(share_of, self.weights), strict=True)
        return composite.Composite(SCORE, dict(weights), "refused")


def _weights(zh: str, en: str) -> Fault:
    remedy = Words("按 inputs 的次序写 weights，合计 100%", "give weights in the order of inputs")
    return Fault(("weights",), Words(zh, en), remedy, code="weights")


class Appraisal(Provision, frozen=True):
    """Which input is the appraisal (评议结果), taken from the count (S0-15, S1-15). None: none is.

    It is one of the composite's inputs, or stands beside them. Votes are no score, so it is
    never weighted.
    """

    title: ClassVar[str] = "评议结果"
    input: Annotated[str, Meta(min_length=1, max_length=100, title="评议所属依据")] | None = None
