"""What a tenant's document says of listening to opinions and of looking for oneself."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules

Name = Annotated[str, Meta(min_length=1, max_length=100)]
Least = Annotated[int, Meta(ge=1, le=1000)]


class Preparation(Provision, frozen=True):
    """How often a unit must have listened to opinions before it hands its report in (S0-05)."""

    title: ClassVar[str] = "述职前听取意见"
    least: Annotated[Least, Meta(title="最少次数")] | None = None


class Listening(Provision, frozen=True):
    """Who is listened to, and in which ways. None of them named: any."""

    title: ClassVar[str] = "听取意见"
    categories: Annotated[list[Name], Meta(title="听取对象类别")]
    ways: Annotated[list[Name], Meta(title="听取方式")]


class Assessment(Provision, frozen=True):
    """In how many different ways the people must have been heard for an assessment (S0-15)."""

    title: ClassVar[str] = "定等前听取意见"
    ways_min: Annotated[Least, Meta(title="最少方式数")] | None = None


class Visits(Provision, frozen=True):
    """How often a unit must have been visited before its evidence is summed up (S1-05)."""

    title: ClassVar[str] = "实地走访"
    least: Annotated[Least, Meta(title="最少次数")] | None = None


class EvidenceRules(Rules, frozen=True):
    """The provisions on evidence."""

    title: ClassVar[str] = "听取意见和走访"
    section: ClassVar[str] = "evidence"
    optional: ClassVar[bool] = True
    preparation: Preparation
    listening: Listening
    assessment: Assessment
    visits: Visits
