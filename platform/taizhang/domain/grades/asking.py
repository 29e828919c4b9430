"""What is asked about a grade list: of the list as a whole, or of one who is on it."""

from taizhang.commands.command import Command
from taizhang.domain.grades.events import ListOf
from taizhang.domain.names import CycleId, MeetingId, SubjectId, is_person


class ListCommand(Command):
    """Asks something about one of the grade lists of a cycle."""

    cycle: CycleId

    @property
    def about(self) -> ListOf:
        """Which of the lists."""
        raise NotImplementedError


class SubjectCommand(ListCommand):
    """Asks something about one who is assessed; who it is tells which list is meant."""

    subject: SubjectId

    @property
    def about(self) -> ListOf:
        """The list that the subject stands on."""
        return list_of(self.subject)


class MeetingListCommand(ListCommand):
    """Asks what a meeting of the committee decided about a list."""

    meeting: MeetingId


class MeetingSubjectCommand(MeetingListCommand):
    """Asks what a meeting of the committee decided about one who is assessed."""

    subject: SubjectId

    @property
    def about(self) -> ListOf:
        """The list that the subject stands on."""
        return list_of(self.subject)


def list_of(subject: str) -> ListOf:
    """The list that a subject stands on."""
    return "persons" if is_person(subject) else "units"
