"""What is shown of other systems: who may read what now, and who could read what when."""

from datetime import UTC, date, datetime
from typing import Any

from taizhang.domain.access.rows import ClientAccess, ClientDocument
from taizhang.events.event import Event
from taizhang.projections.row import At, Row
from taizhang.tenancy.clients import (
    AccessGranted,
    AccessWithdrawn,
    DocumentRegistered,
    DocumentRetired,
    RowGrant,
)

DAY = date(2026, 3, 1)
ROWS = (RowGrant("Ticket"),)
GRANTED = AccessGranted(client="stats", title="统计平台", basis="示例函", rows=ROWS)
WITHDRAWN = AccessWithdrawn(client="stats", reason="合作结束")
REGISTERED = DocumentRegistered(client="stats", document="late", text="{ a }")
RETIRED = DocumentRetired(client="stats", document="late")


def folded(kind: type[Row], *events: Event) -> Any:
    row = None
    for event in events:
        fold = kind.row_folds[type(event)]
        [key] = fold.keys(event)
        at = At(key, 1, datetime.now(UTC), DAY, "secretary", type(event).event_name)
        row = fold.apply(row, event, at)
    return row


def test_a_grant_is_shown_with_all_that_it_says() -> None:
    row = folded(ClientAccess, GRANTED)
    assert (row.client, row.rows, row.granted_on) == ("stats", [RowGrant("Ticket")], DAY)
    assert row.withdrawn_on is None


def test_a_grant_that_was_withdrawn_stays_with_the_day_and_the_reason() -> None:
    row = folded(ClientAccess, GRANTED, WITHDRAWN)
    assert (row.withdrawn_on, row.reason) == (DAY, "合作结束")


def test_a_grant_that_is_given_again_is_withdrawn_no_longer() -> None:
    assert folded(ClientAccess, GRANTED, WITHDRAWN, GRANTED) == folded(ClientAccess, GRANTED)


def test_a_document_that_was_retired_stays_with_the_day() -> None:
    assert folded(ClientDocument, REGISTERED).retired_on is None
    assert folded(ClientDocument, REGISTERED, RETIRED).retired_on == DAY


def test_a_document_that_is_registered_again_is_retired_no_longer() -> None:
    row = folded(ClientDocument, REGISTERED, RETIRED, REGISTERED)
    assert (row.text, row.retired_on) == ("{ a }", None)


def test_what_was_never_granted_cannot_be_withdrawn_from_sight() -> None:
    assert folded(ClientAccess, WITHDRAWN) is None
    assert folded(ClientDocument, RETIRED) is None
