"""Weighted composites: one score out of several inputs, each with its weight."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Literal

from msgspec import Struct

from taizhang.measures.decimals import Number, exact, in_full
from taizhang.measures.explained import Explained, given, plain

Missing = Literal["refused", "as_zero", "reweighted"]


class Composed(Struct, frozen=True):
    """The score with its working, and the inputs that were missing."""

    score: Explained
    missing: tuple[str, ...]


class Composite(Struct, frozen=True):
    """Weights that sum to exactly 1 (S1-15 where a tenant weighs, S0-15, S3-34).

    What a missing input means is the tenant's to choose: it is refused, counts as 0, or the
    other weights are scaled up to 1. The last two are stated in the result.
    """

    name: str
    weights: Mapping[str, Decimal | Fraction]
    missing: Missing

    def __post_init__(self) -> None:
        """Raise ValueError unless the weights are exact, above 0, and sum to 1."""
        if self.name in self.weights:
            raise ValueError(f"the composite has a name of its own, not that of input {self.name}")
        weights = [exact(weight) for weight in self.weights.values()]
        if not weights or min(weights) <= 0:
            raise ValueError("a composite has inputs, each with a weight above 0")
        if sum(weights) != 1:
            raise ValueError(f"the weights sum to exactly 1, not {in_full(Fraction(sum(weights)))}")

    def of(self, inputs: Mapping[str, Number]) -> Composed:
        """The score. Raises ValueError for an unknown input, and a missing one if so chosen."""
        if unknown := sorted(set(inputs) - set(self.weights)):
            raise ValueError(f"these inputs have no weight: {unknown}")
        missing = tuple(name for name in self.weights if name not in inputs)
        if missing and (self.missing == "refused" or not inputs):
            raise ValueError(f"these inputs are missing: {list(missing)}")
        return Composed(self._score(inputs).named(self.name), missing)

    def _score(self, inputs: Mapping[str, Number]) -> Explained:
        counted = [name for name in self.weights if name in inputs or self.missing == "as_zero"]
        score = reduce(add, (_input(name, inputs) * plain(self.weights[name]) for name in counted))
        if len(counted) == len(self.weights):
            return score
        return score / reduce(add, (plain(self.weights[name]) for name in counted))


def _input(name: str, inputs: Mapping[str, Number]) -> Explained:
    return given(name, inputs[name]) if name in inputs else given(name, 0, unit="（缺，按 0 计）")
