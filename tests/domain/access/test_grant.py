"""Another system is granted rows; the same again changes nothing; withdrawn, it reads nothing."""

from typing import Any

from msgspec.structs import replace

from taizhang.domain.access.commands import GrantAccess, WithdrawAccess
from taizhang.domain.access.documents import RegisterDocument
from taizhang.events.tags import tags_of
from taizhang.tenancy.clients import AccessWithdrawn, DocumentRetired, RowGrant

COMMAND = GrantAccess(
    client="stats", title="统计平台", basis="示例函", rows=(RowGrant("Ticket", ("ticket",)),)
)
WITHDRAWN = WithdrawAccess(client="stats", reason="合作结束")


def test_rows_are_granted_under_the_tag_of_the_client(santangjie: Any) -> None:
    [granted] = santangjie.do(COMMAND, "secretary")
    assert set(tags_of(granted)) == {"authority", "client:stats"}
    assert santangjie.authority.access("client:stats").grant == granted
    assert santangjie.authority.roles("client:stats") == {"client"}


def test_the_same_grant_again_changes_nothing(santangjie: Any) -> None:
    santangjie.do(COMMAND, "secretary")
    assert santangjie.do(COMMAND, "system") == []


def test_another_grant_takes_its_place(santangjie: Any) -> None:
    santangjie.do(COMMAND, "secretary")
    santangjie.do(replace(COMMAND, rows=(RowGrant("Report"),)), "secretary")
    rows = santangjie.authority.access("client:stats").grant.rows
    assert [grant.row for grant in rows] == ["Report"]


def test_a_row_type_stands_in_a_grant_once(santangjie: Any) -> None:
    twice = replace(COMMAND, rows=(RowGrant("Ticket"), RowGrant("Ticket")))
    assert santangjie.code_of(twice, "secretary") == "access.row_twice"


def test_a_clerk_grants_nothing(santangjie: Any) -> None:
    assert santangjie.code_of(COMMAND, "clerk") == "commands.forbidden"


def test_documents_are_retired_with_the_grant(santangjie: Any) -> None:
    santangjie.do(COMMAND, "secretary")
    for name in ("tickets", "late"):
        document = RegisterDocument(client="stats", document=name, text="{ __typename }")
        santangjie.do(document, "client:stats")
    assert santangjie.do(WITHDRAWN, "secretary") == [
        DocumentRetired(client="stats", document="tickets"),
        DocumentRetired(client="stats", document="late"),
        AccessWithdrawn(client="stats", reason="合作结束"),
    ]
    assert santangjie.authority.access("client:stats") is None


def test_what_was_not_granted_cannot_be_withdrawn(santangjie: Any) -> None:
    assert santangjie.code_of(WITHDRAWN, "secretary") == "domain.unknown"
