"""Invitation sheets: what each invitee brings along, on A4, eight to a page (S0-07).

One page of HTML without anything from elsewhere: no script, no font, no picture is fetched.
Attendees are numbered within a meeting and not named: the name is written by hand.
"""

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from msgspec import Struct

from taizhang.domain.meetings.printing import Printed
from taizhang.http.qr import picture

_A_PAGE = 8


class Invitation(Struct, frozen=True):
    """What all invitations to a meeting have in common. `page` is where phones check in."""

    title: str
    when: str
    place: str
    page: str | None = None


def printed_invitations(invitation: Invitation, people: Sequence[Printed]) -> str:
    """The sheets as HTML. Without people it is a specimen of one, good for nothing."""
    drawn = [_card(invitation, each) for each in people] or [_card(invitation, None)]
    pages = (drawn[at : at + _A_PAGE] for at in range(0, len(drawn), _A_PAGE))
    sections = "\n".join(f'<section class="page">{"".join(page)}</section>' for page in pages)
    text = files("taizhang.http").joinpath("static/invitations.html").read_text(encoding="utf-8")
    before, after = text.split("{{pages}}")  # nothing of the invitations is read as a mark
    return before.replace("{{title}}", escape(invitation.title)) + sections + after


def _card(invitation: Invitation, one: Printed | None) -> str:
    number = escape(one.number) if one else "0"
    code = f"<code>{escape(one.code)}</code>" if one else '<p class="specimen">样张</p>'
    category = f"<p>类别：{escape(one.category)}</p>" if one else ""
    when = f"<p>时间：{escape(invitation.when)}</p>" if invitation.when else ""
    return (
        f'<article class="card"><div><h2>{escape(invitation.title)}</h2>'
        f"<p>姓名：<u></u></p>{category}{when}<p>地点：{escape(invitation.place)}</p>"
        f"<p><b>{number} 号</b></p>{code}"
        "<p>请持本函到会：扫码，或报编号和签到码签到。一人一函，请勿转让。</p></div>"
        f"{_picture(invitation, one) if one else ''}</article>"
    )


def _picture(invitation: Invitation, one: Printed) -> str:
    """Number and code to scan. After `#` a browser keeps them to itself: no server sees them."""
    return picture(f"{invitation.page or ''}#{one.number}:{one.code}")
