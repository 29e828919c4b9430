"""Gates and vetoes: what caps the word that a score alone would give."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from taizhang.measures.bands import Bands


class Gate(Struct, frozen=True):
    """Below `least` on `item` the word is at best `cap` (群众满意率低于 90% 不得评为较好以上)."""

    item: str
    least: Decimal
    cap: str

    def __post_init__(self) -> None:
        """Raise ValueError for a minimum that nothing can be compared with."""
        if not self.least.is_finite():
            raise ValueError(f"the minimum of gate {self.item} is a finite number")


class Judgement(Struct, frozen=True):
    """The word, the word that the score alone gives, and what stood in its way."""

    word: str
    by_score: str
    gates: tuple[Gate, ...] = ()
    vetoes: tuple[str, ...] = ()


class GatedBands(Struct, frozen=True):
    """Bands, gates on single items, and vetoes: facts that mean the lowest word (S3-22, S3-34)."""

    bands: Bands
    gates: Sequence[Gate]
    vetoes: Sequence[str]

    def __post_init__(self) -> None:
        """Raise ValueError for a gate with a word that no band has, or a veto named twice."""
        for gate in self.gates:
            if gate.cap not in self.bands.words:
                raise ValueError(f"gate {gate.item}: {gate.cap} is none of {self.bands.words}")
        if len(set(self.vetoes)) < len(self.vetoes):
            raise ValueError(f"each veto is named once: {list(self.vetoes)}")

    def missing(self, items: Mapping[str, Decimal]) -> tuple[str, ...]:
        """The items that a gate asks for and that are not there."""
        return tuple(dict.fromkeys(gate.item for gate in self.gates if gate.item not in items))

    def judge(
        self, score: Decimal, items: Mapping[str, Decimal], facts: Collection[str] = ()
    ) -> Judgement:
        """The word. Raises ValueError for a missing item, or a fact that is no veto."""
        if missing := self.missing(items):
            raise ValueError(f"these items decide a gate and are missing: {missing}")
        if unknown := set(facts) - set(self.vetoes):
            raise ValueError(f"these facts are no vetoes: {sorted(unknown)}")
        by_score = self.bands.of(score)
        shut = tuple(gate for gate in self.gates if _below(gate, items[gate.item]))
        vetoes = tuple(veto for veto in self.vetoes if veto in facts)
        return Judgement(self._worst(by_score, shut, vetoes), by_score, shut, vetoes)

    def _worst(self, by_score: str, shut: Sequence[Gate], vetoes: Sequence[str]) -> str:
        words = self.bands.words
        if vetoes:
            return words[-1]
        return max([by_score, *(gate.cap for gate in shut)], key=words.index)


def _below(gate: Gate, value: Decimal) -> bool:
    if not value.is_finite():
        raise ValueError(f"item {gate.item} is a finite number, not {value}")
    return value < gate.least
