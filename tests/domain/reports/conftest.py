"""Towns whose cycle is open, reports to hand in, and decisions on behalf of somebody."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

import pytest

from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.dispatch import decision
from taizhang.domain.evidence.events import OpinionsGathered
from taizhang.domain.reports.commands import SubmitReport
from taizhang.domain.reports.contents import Answer
from taizhang.domain.reports.events import AttachmentStored, Section
from taizhang.domain.reports.rules import ReportRules
from taizhang.rules.in_force import read

BARE = {
    "content": {"heads": ["一"]},
    "length": {},
    "achievements": {},
    "mapping": {"one_to_one": False},
    "checklist": {"items": []},
    "accounts": {"commitments": False, "tickets": False},
    "behalf": {"own_by": []},
    "withdrawal": {"allowed": True},
    "attachments": {"bytes_max": 1, "types": [], "count_max": 0},
}


def report_of(
    unit: str,
    heads: Iterable[int] = (1,),
    *,
    achievement: str = "",
    other: str = "措施",
    cycle: str = "c",
    extra: Sequence[Section] = (),
    **contents: Any,
) -> SubmitReport:
    """A report that answers these heads; achievements are told under the first one."""
    told = [Section(head=1, kind="achievement", text=achievement)] if achievement else []
    rest = [Section(head=head, kind="other", text=other) for head in heads]
    sections = [*told, *rest, *extra]
    return SubmitReport(cycle=cycle, organisation=unit, sections=sections, **contents)


def decided_on_behalf(town: Any, command: Command, actor: str, behalf: str) -> list[Any]:
    """What a command records that somebody asks for another; it has then happened."""
    assert command.decided_by is not None
    slice_ = command.decided_by(command)
    envelope = Envelope(command_id=UUID(int=1), actor=actor, on_behalf_of=behalf)
    context = decision.circumstances(envelope, town.authority, town.now, bytes(16))
    decision.permit(type(command), town.schemes.of(type(command)), context)
    decision.take(slice_, context, town.selected(slice_))
    new = [tagged.decision for tagged in slice_.new_decisions]
    town.given(*new, actor=actor)
    return new


def listened_to(unit: str, **other: Any) -> OpinionsGathered:
    """A unit listened to its people before it wrote its report."""
    told: dict[str, Any] = {
        "consultation": f"o-{unit}",
        "cycle": "c",
        "organisation": unit,
        "purpose": "report",
        "way": "座谈会",
        "heard": {"党员": 12, "群众": 30},
        "opinions": "希望多公开村务。",
        "inputs": [],
        "attachment": None,
    }
    return OpinionsGathered(**told | other)


def stored_file(unit: str, sha256: str = "a" * 64, name: str = "述职报告.pdf") -> AttachmentStored:
    return AttachmentStored(
        organisation=unit,
        sha256=sha256,
        size=7,
        type="application/pdf",
        name=name,
        uploader="clerk",
    )


@pytest.fixture
def report() -> Callable[..., SubmitReport]:
    return report_of


@pytest.fixture
def listened() -> Callable[..., OpinionsGathered]:
    return listened_to


@pytest.fixture
def on_behalf() -> Callable[..., list[Any]]:
    return decided_on_behalf


@pytest.fixture
def stored() -> Callable[..., AttachmentStored]:
    return stored_file


@pytest.fixture(scope="session")
def rules_with() -> Callable[..., ReportRules]:
    """Makes rules that ask nothing but what is given: `rules_with(mapping={...})`."""
    return lambda **sections: read(ReportRules, BARE | sections)


@pytest.fixture
def passed() -> list[Answer]:
    """The university's four checks, all passed."""
    return [Answer(check=check, passed=True) for check in range(1, 5)]


@pytest.fixture
def santangjie(santangjie: Any) -> Any:
    """三堂街镇, as if it asked nothing before a report: that has tests of its own."""
    return santangjie.amend("evidence.preparation", least=None)


@pytest.fixture
def villages(santangjie: Any) -> Any:
    """三堂街镇 with two villages in its cycle; six content heads, no limit of length."""
    return santangjie.assessing("jingui", "shiqiao")


@pytest.fixture
def branches(university: Any) -> Any:
    """A department with a branch in its cycle; 3500 characters, a third for achievements."""
    return university.assessing("jiaogong-1")
