"""A DCB application of the library on a tenant's log, by its environment alone."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from uuid import UUID

import pytest
from eventsourcing.dcb.application import DCBApplication
from eventsourcing.dcb.domain import Selector, Slice
from eventsourcing.dcb.msgpack import Decision
from eventsourcing.domain import event
from eventsourcing.persistence import InfrastructureFactoryError, IntegrityError

from taizhang.log.recorder import TenantFactory


class MeetingCalled(Decision):
    meeting: str
    seats: int


class SeatTaken(Decision):
    meeting: str
    who: str


class NoSeatError(Exception):
    pass


class CallMeeting(Slice[Decision]):
    def __init__(self, meeting: str, seats: int) -> None:
        self.meeting, self.seats = meeting, seats

    def consistency_boundary(self) -> Selector:
        return Selector([MeetingCalled], [f"meeting:{self.meeting}"])

    def execute(self) -> None:
        tags = [f"meeting:{self.meeting}"]
        self.trigger_event(MeetingCalled, tags, meeting=self.meeting, seats=self.seats)


class TakeSeat(Slice[Decision]):
    def __init__(self, meeting: str, who: str) -> None:
        self.meeting, self.who = meeting, who
        self.free = 0

    def consistency_boundary(self) -> Selector:
        return Selector([MeetingCalled, SeatTaken], [f"meeting:{self.meeting}"])

    @event(MeetingCalled)
    def _(self, seats: int) -> None:
        self.free = seats

    @event(SeatTaken)
    def _(self, who: str) -> None:
        self.free -= 1

    def execute(self) -> None:
        if self.free < 1:
            raise NoSeatError
        tags = [f"meeting:{self.meeting}", f"person:{self.who}"]
        self.trigger_event(SeatTaken, tags, meeting=self.meeting, who=self.who)


class Meetings(DCBApplication):
    env = MappingProxyType(
        {
            "PERSISTENCE_MODULE": "taizhang.log.recorder",
            "MAPPER_TOPIC": "eventsourcing.dcb.msgpack:MessagePackMapper",
        }
    )


@pytest.fixture
def meetings(database: str, tenant: UUID) -> Iterator[Meetings]:
    with Meetings({"DATABASE_URL": database, "MEETINGS_TAIZHANG_TENANT": "one"}) as opened:
        yield opened


def take(meetings: Meetings, who: str) -> bool:
    while True:
        try:
            meetings.do(TakeSeat("春训", who))
        except IntegrityError:
            continue
        except NoSeatError:
            return False
        return True


def test_a_decision_is_kept_and_read_again(
    meetings: Meetings, database: str, open_tenant: Callable[[str], UUID]
) -> None:
    meetings.do(CallMeeting("春训", 2))
    meetings.do(TakeSeat("春训", "甲"))
    with Meetings({"DATABASE_URL": database, "TAIZHANG_TENANT": "one"}) as again:
        kept = [(t.tags, t.decision) for t in again.events.read()]
    assert kept == [
        (["meeting:春训"], MeetingCalled("春训", 2)),
        (["meeting:春训", "person:甲"], SeatTaken("春训", "甲")),
    ]


def test_a_decision_on_what_has_changed_is_a_conflict(meetings: Meetings) -> None:
    meetings.do(CallMeeting("春训", 1))
    late = meetings.repository.advance(TakeSeat("春训", "乙"))
    meetings.do(TakeSeat("春训", "甲"))
    late.execute()
    with pytest.raises(IntegrityError):
        meetings.repository.save(late)
    assert take(meetings, "乙") is False


def test_many_at_once_take_no_more_than_the_seats(meetings: Meetings) -> None:
    meetings.do(CallMeeting("春训", 3))
    together = threading.Barrier(8)

    def attempt(n: int) -> bool:
        together.wait()
        return take(meetings, str(n))

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(attempt, range(8))) == 3


@pytest.mark.parametrize(
    ("without", "says"),
    [({"DATABASE_URL": ""}, "DATABASE_URL"), ({"TAIZHANG_TENANT": ""}, "TAIZHANG_TENANT"),
     ({"TAIZHANG_TENANT": "nobody"}, "nobody")],
)  # fmt: skip
def test_what_the_environment_lacks_is_said(
    database: str, tenant: UUID, without: dict[str, str], says: str
) -> None:
    env = {"DATABASE_URL": database, "TAIZHANG_TENANT": "one"} | without
    with pytest.raises(InfrastructureFactoryError, match=says):
        Meetings(env)


def test_the_module_names_one_factory() -> None:
    env = {"PERSISTENCE_MODULE": "taizhang.log.recorder"}
    assert isinstance(TenantFactory.construct(env), TenantFactory)
