"""Many people check in at the same moment; nobody waits, and nobody counts twice."""

import asyncio
import uuid
from typing import Any

import pytest

from taizhang.app import Platform
from taizhang.commands.command import Command
from taizhang.commands.context import Envelope, Late
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.ballots.slip_codes import proof_of
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.meetings.attendance import CheckIn, CheckInByCode
from taizhang.domain.meetings.calling import CallMeeting
from taizhang.domain.meetings.invitation_codes import new_invitation
from taizhang.domain.meetings.inviting import Invite, Invitee
from taizhang.domain.meetings.roll import Attendee
from taizhang.tenancy.register import Tenant

pytestmark = pytest.mark.anyio

PEOPLE = 64
CODES = {str(n): new_invitation("m", str(n)) for n in range(PEOPLE)}


class Office:
    """One tenant of a platform, asked over its real dispatcher."""

    def __init__(self, platform: Platform, tenant: Tenant) -> None:
        self.platform = platform
        self.tenant = tenant

    async def ask(self, command: Command, actor: str = "clerk", **options: Any) -> Receipt:
        envelope = Envelope(command_id=uuid.uuid4(), actor=actor, **options)
        return await self.platform.dispatcher.dispatch(self.tenant, command, envelope)

    async def together(self, *commands: Command, actor: str = "clerk") -> list[Receipt]:
        return await asyncio.gather(*(self.ask(command, actor) for command in commands))

    async def arrivals(self) -> list[str]:
        read = await self.platform.log.read_after(self.tenant.id, 0, 10_000)
        return [e.type for e in read if e.type == "meetings.attendee_checked_in"]


@pytest.fixture
async def office(platform: Platform, files: Any) -> Office:
    """三堂街镇 with a review meeting, to which everybody was invited with a code."""
    office = Office(
        platform, await platform.register.open("santangjie", "三堂街镇", rehearsal=True)
    )
    file = files["santangjie"]
    late = Late("开户", "单位文件")
    await office.ask(file.command(), "system", on=file.clock.date(), late=late)
    await office.ask(OpenCycle(cycle="c", year=2015, title="述职评议考核", subjects=["jingui"]))
    await office.ask(CallMeeting(meeting="m", cycle="c", kind="review", place="礼堂"))
    invitees = [Invitee(number=n, category="群众代表", code=h) for n, (_, h) in CODES.items()]
    await office.ask(Invite(meeting="m", invitees=invitees))
    return office


def by_list(number: str) -> CheckIn:
    attendees = [Attendee(number=number, category="群众代表")]
    return CheckIn(meeting="m", attendees=attendees)


@pytest.mark.rule("S0-08")
async def test_sixty_four_phones_check_in_at_once(office: Office) -> None:
    commands = [
        CheckInByCode(meeting="m", number=n, proof=proof_of(code)) for n, (code, _) in CODES.items()
    ]
    receipts = await office.together(*commands, actor="anyone")
    assert {receipt.state for receipt in receipts} == {"appended"}
    assert len(await office.arrivals()) == PEOPLE


@pytest.mark.rule("S0-08")
async def test_sixty_four_lists_are_taken_at_once(office: Office) -> None:
    receipts = await office.together(*(by_list(number) for number in CODES))
    assert {receipt.state for receipt in receipts} == {"appended"}
    assert len(await office.arrivals()) == PEOPLE


@pytest.mark.rule("S0-08")
async def test_one_person_at_several_desks_is_present_once(office: Office) -> None:
    receipts = await office.together(*[by_list("7")] * 6)
    states = sorted(receipt.state for receipt in receipts)
    assert states == ["appended", *["unchanged"] * 5]
    assert len(await office.arrivals()) == 1


async def test_a_long_list_is_taken_while_others_check_in(office: Office) -> None:
    whole = [Attendee(number=f"9{n:03d}", category="群众代表") for n in range(400)]
    many = CheckIn(meeting="m", attendees=whole)
    receipts = await office.together(many, *(by_list(number) for number in CODES))
    assert {receipt.state for receipt in receipts} == {"appended"}
    assert len(await office.arrivals()) == 400 + PEOPLE
