"""What is asked, in each server's own words; all answer with the same objects under `found`."""

import json
from typing import Any

from msgspec import Struct

_TICKET = "ticket problem state dueOn responsible organisation"
_FLAT = "ticket organisation source problem state openedOn dueOn responsible overdue"
_UNIT = "organisation name kind"
_SHORT = "ticket problem state dueOn"
_OPEN, _NEWEST = '{state: {eq: "assigned"}}', "[{field: dueOn, direction: DESC}]"
_FALLING = "[{field: name, direction: DESC}]"


class Question(Struct, frozen=True):
    """One shape of query: a document for each GraphQL server, and a path for the limit.

    Ours takes `$asOf` as well, null for now; the token says whose rows are meant.
    """

    name: str
    path: str
    ours: str
    postgraphile: str
    strawberry: str
    keyed: bool = False


ONE = Question(
    "one object by key",
    "one",
    f"query Q($key: String!, $asOf: AsOf)"
    f" {{ found: ticket(ticket: $key, asOf: $asOf) {{ {_TICKET} }} }}",
    f"query Q($tenant: UUID!, $key: String!)"
    f" {{ found: ticketByTenantIdAndTicket(tenantId: $tenant, ticket: $key) {{ {_TICKET} }} }}",
    f"query Q($tenant: ID!, $key: String!)"
    f" {{ found: ticket(tenant: $tenant, ticket: $key) {{ {_TICKET} }} }}",
    keyed=True,
)
NESTED = Question(
    "50 objects with 10 nested tickets each",
    "nested",
    f"query Q($asOf: AsOf) {{ found: organisations(first: 50, asOf: $asOf)"
    f" {{ nodes {{ {_UNIT} tickets(first: 10) {{ nodes {{ {_SHORT} }} }} }} }} }}",
    f"query Q($tenant: UUID!) {{ found: allOrganisationsList("
    f"first: 50, condition: {{tenantId: $tenant}}, orderBy: PRIMARY_KEY_ASC)"
    f" {{ {_UNIT} tickets(first: 10, orderBy: PRIMARY_KEY_ASC) {{ {_SHORT} }} }} }}",
    f"query Q($tenant: ID!) {{ found: organisations(tenant: $tenant, first: 50)"
    f" {{ {_UNIT} tickets(first: 10) {{ {_SHORT} }} }} }}",
)
FLAT = Question(
    "1,000 flat rows",
    "flat",
    f"query Q($asOf: AsOf)"
    f" {{ found: tickets(first: 1000, asOf: $asOf) {{ nodes {{ {_FLAT} }} }} }}",
    f"query Q($tenant: UUID!) {{ found: allTicketsList("
    f"first: 1000, condition: {{tenantId: $tenant}}, orderBy: PRIMARY_KEY_ASC) {{ {_FLAT} }} }}",
    f"query Q($tenant: ID!) {{ found: tickets(tenant: $tenant, first: 1000) {{ {_FLAT} }} }}",
)
DEEP = Question(
    "three relations deep, 20 × 5 × 5, filtered and ordered",
    "deep",
    f'query Q($asOf: AsOf) {{ found: organisations(first: 20, where: {{kind: {{eq: "镇"}}}},'
    f" orderBy: {_FALLING}, asOf: $asOf) {{ nodes {{ {_UNIT}"
    f" villages: organisationsBySuperior(first: 5, orderBy: {_FALLING}) {{ nodes {{ {_UNIT}"
    f" tickets(first: 5, where: {_OPEN}, orderBy: {_NEWEST}) {{ nodes {{ {_SHORT}"
    f" cycleRef {{ cycle title }} }} }} }} }} }} }} }}",
    f'query Q($tenant: UUID!) {{ found: allOrganisationsList(first: 20, condition: {{kind: "镇",'
    f" tenantId: $tenant}}, orderBy: NAME_DESC) {{ {_UNIT}"
    f" villages(first: 5, orderBy: NAME_DESC) {{ {_UNIT}"
    f' tickets(first: 5, condition: {{state: "assigned"}}, orderBy: [DUE_ON_DESC, TICKET_ASC])'
    f" {{ {_SHORT} cycleRef {{ cycle title }} }} }} }} }}",
    f'query Q($tenant: ID!) {{ found: organisations(tenant: $tenant, first: 20, kind: "镇",'
    f" byName: true) {{ {_UNIT} villages(first: 5) {{ {_UNIT}"
    f' tickets(first: 5, state: "assigned", newest: true)'
    f" {{ {_SHORT} cycleRef {{ cycle title }} }} }} }} }}",
)
QUESTIONS = (ONE, NESTED, FLAT, DEEP)


def objects(answer: bytes) -> Any:
    """What was found, pages as plain lists. Raises ValueError where something went wrong."""
    decoded = json.loads(answer)
    if decoded.get("errors") or not decoded["data"]["found"]:
        raise ValueError(answer[:500])
    return _plain(decoded["data"]["found"])


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"nodes"}:
        return _plain(value["nodes"])
    return {name: _plain(item) for name, item in value.items()}
