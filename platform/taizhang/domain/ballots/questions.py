"""Lines of a ballot: whom it asks about, and what. One ballot may ask several things of one."""

from typing import Annotated

from msgspec import Meta, Struct

from taizhang.domain.ballots.rules import Choice, Item
from taizhang.domain.names import SubjectId, Text


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whatever is about one line of a ballot (S2-08, S2-11)."""

    subject: SubjectId
    item: Item = ""
    """What is asked of the subject; nothing where the tenant's ballots ask one thing only."""

    @property
    def line(self) -> str:
        """What names the line: `jingui`, or `jingui/班子`. No subject holds a stroke."""
        return f"{self.subject}/{self.item}" if self.item else self.subject


def called(line: Line, subject: str) -> str:
    """What people call a line of which the subject is called so: 金桂村 · 班子."""
    return f"{subject} · {line.item}" if line.item else subject


class Question(Line, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question of a ballot: which word fits this subject, on this item?"""

    text: Annotated[Text, Meta(title="题目")]
    choices: Annotated[list[Choice], Meta(min_length=1, max_length=20, title="选项")]
