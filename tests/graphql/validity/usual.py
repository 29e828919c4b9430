"""Usual: documents that are recognised as surely valid."""

RECOGNISED = {
    "a field": '{ ticket(ticket: "a") { score } }',
    "an alias": '{ a: ticket(ticket: "a") { b: score c: score } }',
    "the name of a type": '{ __typename ticket(ticket: "a") { __typename } }',
    "an argument from a variable": "query($k: String!) { ticket(ticket: $k) { score } }",
    "a default that is never null": 'query($k: String = "a") { ticket(ticket: $k) { score } }',
    "an object": "{ tickets(where: {score: {gt: 1}, or: [{due: null}]}) { totalCount } }",
    "one for a list": "{ tickets(orderBy: {field: due}) { totalCount } }",
    "a variable within a list": """query($d: Direction, $s: [String!]) {
      tickets(orderBy: [{field: due, direction: $d}], where: {ticket: {in: $s}}) {
        totalCount } }""",
    "one of an object": "query($p: Long!) { tickets(asOf: {position: $p}) { totalCount } }",
    "a literal of an object": "{ tickets(asOf: {position: 1}) { totalCount } }",
    "a condition": """query($b: Boolean!) {
      tickets @include(if: $b) { totalCount @skip(if: false) @include(if: $b) } }""",
    "a fragment": """{ ticket(ticket: "a") { ...A } tickets { nodes { ...A } } }
      fragment A on Ticket { score organisationRef { ...B } }
      fragment B on Organisation { name }""",
    "an inline fragment": """{ tickets { ... { totalCount }
      ... on TicketConnection { totalCount } } }""",
    "the same field twice": """{ a: tickets(first: 1) { nodes { score } }
      ... { a: tickets(first: 1) { nodes { score urgent } totalCount } } }""",
    "several operations": "query A { __typename } query B { __typename }",
    "a subscription": """subscription { changes(type: Ticket) {
      position ... on TicketVersion { value { score } } } }""",
}
