"""What is shown of instructors."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang import At, Personal, Row, folds
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.coverage.instructor_events import InstructorRecalled, InstructorSent


class Instructor(Row, key=("instructor",), title="党建工作指导员", rules=("S3-20", "S3-25")):
    """A person who was sent to instruct units, last (S3-20, S3-25). The name is shown only to
    those who were granted it.
    """

    instructor: PersonId
    sender: OrganisationId
    organisations: Annotated[
        list[str], Meta(title="联系单位", description="The units that they instruct")
    ]
    since: Annotated[date, Meta(title="开始日期", description="From this day")]
    document: Annotated[str, Meta(title="选派文件", description="The document that sends them")]
    name: Annotated[
        str | None, Personal("instructor"), Meta(title="姓名", description="The person's name")
    ] = None
    until: Annotated[date | None, Meta(title="截止日期", description="The last day")] = None
    recalled_because: Annotated[
        str | None, Meta(title="召回原因", description="Why they were recalled")
    ] = None


@folds(Instructor, InstructorSent, "instructor")
def _(row: Instructor | None, event: InstructorSent, at: At) -> Instructor:
    return Instructor(
        instructor=event.instructor,
        sender=event.sender,
        organisations=event.organisations,
        since=event.since,
        until=event.until,
        document=event.document,
    )


@folds(Instructor, InstructorRecalled, "instructor")
def _(row: Instructor | None, event: InstructorRecalled, at: At) -> Instructor | None:
    return row and replace(row, until=event.until, recalled_because=event.reason)
