"""Paper: a document as blocks. Whoever writes one knows no HTML and no Word."""

from collections.abc import Sequence

from msgspec import Struct


class Heading(Struct, frozen=True, tag=True):
    """A heading below the title; level 1 or 2."""

    text: str
    level: int = 1


class Paragraph(Struct, frozen=True, tag=True):
    """Running text."""

    text: str


class Table(Struct, frozen=True, tag=True):
    """A table; every row has as many cells as there are columns."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __post_init__(self) -> None:
        """Raise ValueError for a row of another width."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has as many cells as the table has columns")


class Signatures(Struct, frozen=True, tag=True):
    """Lines to sign on, with whose they are."""

    names: Sequence[str]


Block = Heading | Paragraph | Table | Signatures


class Paper(Struct, frozen=True):
    """A titled sequence of blocks. `provisional` marks all of it as 暂算."""

    title: str
    blocks: Sequence[Block]
    provisional: bool = False
