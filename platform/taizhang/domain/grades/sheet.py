"""Where the grade list of one cycle stands: what was drafted, of whom, on what, in what class."""

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from taizhang.domain.grades.events import Graded, Input


class Sheet(Struct):
    """All that the checks of a list look at. Grows as the events of the cycle are folded."""

    name_of: Callable[[str], str]
    """What a subject is called."""
    kind_of: Callable[[str], str]
    """The kind of a unit in the register; of a person: the class of the enrolment."""
    subjects: set[str] = field(default_factory=set)
    undetermined: set[str] = field(default_factory=set)
    chosen: dict[str, str] = field(default_factory=dict)
    """The class of a subject, where another was chosen."""
    inputs: dict[str, list[Input]] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    exceptions: dict[tuple[str, str | None], int] = field(default_factory=dict)
    """How many may hold a grade within a class (None: altogether), by a recorded exception."""
    lines: Sequence[Graded] = ()

    @property
    def graded(self) -> set[str]:
        """Who gets a grade: the subjects without those left undetermined."""
        return self.subjects - self.undetermined

    def named(self, units: set[str]) -> str:
        """Several subjects by their names, for a sentence."""
        return "、".join(self.name_of(unit) for unit in sorted(units))

    def class_of(self, unit: str) -> str:
        """The class that a subject is graded in: the one chosen, or `kind_of`."""
        return self.chosen.get(unit) or self.kind_of(unit)
