"""Broken: a document for each rule of the specification, one step away from a valid one."""

BROKEN = {
    "Executable Definitions": "{ __typename } type A { a: Int }",
    "Operation Type Existence": "mutation { a }",
    "Operation Name Uniqueness": "query A { __typename } query A { __typename }",
    "Lone Anonymous Operation": "{ __typename } query A { __typename }",
    "Lone Anonymous Operation, two": "{ __typename } { __typename }",
    "Single Root Field": """subscription { changes(type: Ticket) { position }
      b: changes(type: Ticket) { position } }""",
    "Single Root Field, none": "subscription { }",
    "Single Root Field, __typename": "subscription { __typename }",
    "Single Root Field, @skip": """subscription($b: Boolean!) {
      changes(type: Ticket) @skip(if: $b) { position } }""",
    "Single Root Field, in a fragment": """subscription { ...A } fragment A on Subscription {
      changes(type: Ticket) { position } b: changes(type: Ticket) { position } }""",
    "Field Selections": '{ ticket(ticket: "a") { scores } }',
    "Field Selections, of an interface": """subscription { changes(type: Ticket) {
      value { score } } }""",
    "Field Selection Merging, names": '{ ticket(ticket: "a") { a: score a: urgent } }',
    "Field Selection Merging, arguments": """{ tickets(first: 1) { totalCount }
      tickets(first: 2) { totalCount } }""",
    "Field Selection Merging, deeper": """{ tickets { a: totalCount }
      tickets { nodes { score } a: nodes { score } } }""",
    "Field Selection Merging, fragments": """{ tickets { nodes { a: score ...A } } }
      fragment A on Ticket { ...B } fragment B on Ticket { a: urgent }""",
    "Field Selection Merging, inline": """{ tickets { nodes { a: score ... { a: urgent } } } }""",
    "Field Selection Merging, within a fragment": """{ tickets { ...A } }
      fragment A on TicketConnection { a: totalCount a: nodes { score } }""",
    "Leaf Field Selections, below a leaf": '{ ticket(ticket: "a") { score { a } } }',
    "Leaf Field Selections, below __typename": "{ __typename { a } }",
    "Leaf Field Selections, none": '{ ticket(ticket: "a") }',
    "Argument Names": '{ ticket(ticket: "a", first: 1) { score } }',
    "Argument Names, of __typename": "{ __typename(a: 1) }",
    "Argument Uniqueness": '{ ticket(ticket: "a", ticket: "a") { score } }',
    "Required Arguments": "{ ticket { score } }",
    "Required Arguments, null": "{ ticket(ticket: null) { score } }",
    "Fragment Name Uniqueness": """{ tickets { ...A } }
      fragment A on TicketConnection { totalCount }
      fragment A on TicketConnection { totalCount }""",
    "Fragment Spread Type Existence": "{ tickets { ... on Nothing { totalCount } } }",
    "Fragments on Object Types": "{ tickets { ... on Int { totalCount } } }",
    "Fragments Must Be Used": "{ __typename } fragment A on Ticket { score }",
    "Fragment Spread Target Defined": "{ tickets { ...A } }",
    "Fragment Spreads Must Not Form Cycles": """{ tickets { nodes { ...A } } }
      fragment A on Ticket { score ...B } fragment B on Ticket { ...A }""",
    "Fragment Spreads Must Not Form Cycles, deeper": """{ tickets { nodes { ...A } } }
      fragment A on Ticket { organisationRef { tickets { nodes { ...A } } } }""",
    "Fragment Spread Is Possible": "{ tickets { ...A } } fragment A on Ticket { score }",
    "Fragment Spread Is Possible, inline": "{ tickets { ... on Ticket { score } } }",
    "Values of Correct Type": "{ ticket(ticket: 1) { score } }",
    "Values of Correct Type, out of range": "{ tickets(first: 3000000000) { totalCount } }",
    "Values of Correct Type, a scalar of ours": """{ tickets(where: {due: {eq: "2015-13-01"}}) {
      totalCount } }""",
    "Values of Correct Type, an enum": "{ tickets(orderBy: [{field: nothing}]) { totalCount } }",
    "Values of Correct Type, an enum as a string": """{ tickets(orderBy: [{field: "due"}]) {
      totalCount } }""",
    "Values of Correct Type, no object": "{ tickets(where: 1) { totalCount } }",
    "Values of Correct Type, a list": "{ tickets(first: [1]) { totalCount } }",
    "Values of Correct Type, null in a list": "{ tickets(orderBy: [null]) { totalCount } }",
    "Values of Correct Type, default": """query($n: Int = true) {
      tickets(first: $n) { totalCount } }""",
    "Input Object Field Names": "{ tickets(where: {nothing: 1}) { totalCount } }",
    "Input Object Field Uniqueness": """{ tickets(where: {due: {gt: "2015-01-01"}, due: null}) {
      totalCount } }""",
    "Input Object Required Fields": "{ tickets(orderBy: [{direction: ASC}]) { totalCount } }",
    "@oneOf, both": '{ tickets(asOf: {position: 1, time: "2015-01-01T00:00:00Z"}) { totalCount } }',
    "@oneOf, none": "{ tickets(asOf: {}) { totalCount } }",
    "@oneOf, null": "{ tickets(asOf: {position: null}) { totalCount } }",
    "@oneOf, a variable that may be null": """query($p: Long) { tickets(asOf: {position: $p}) {
      totalCount } }""",
    "@oneOf, a variable with a default": """query($p: Long = 1) { tickets(asOf: {position: $p}) {
      totalCount } }""",
    "Directives Are Defined": "{ __typename @nothing }",
    "Directives Are in Valid Locations": "query @skip(if: true) { __typename }",
    "Directives Are in Valid Locations, variable": """query($n: Int @skip(if: true)) {
      tickets(first: $n) { totalCount } }""",
    "Directives Are in Valid Locations, fragment": """{ tickets { ...A } }
      fragment A on TicketConnection @include(if: true) { totalCount }""",
    "Directives Are in Valid Locations, of schemas": "{ __typename @deprecated }",
    "Directives Are Unique per Location": "{ __typename @skip(if: true) @skip(if: true) }",
    "Required Arguments, of a directive": "{ __typename @skip }",
    "Values of Correct Type, of a directive": "{ __typename @skip(if: 1) }",
    "Variable Uniqueness": "query($n: Int, $n: Int) { tickets(first: $n) { totalCount } }",
    "Variables Are Input Types": "query($n: Ticket) { tickets(first: $n) { totalCount } }",
    "Variables Are Input Types, unknown": "query($n: No) { tickets(first: $n) { totalCount } }",
    "Variables Are Input Types, unknown and with a default": """query($n: No = 1) {
      tickets(first: $n) { totalCount } }""",
    "All Variable Uses Defined": "{ tickets(first: $n) { totalCount } }",
    "All Variable Uses Defined, in a fragment": """query A { tickets { nodes { ...A } } }
      query B($n: Int) { tickets { nodes { ...A } } }
      fragment A on Ticket { history(first: $n) { position } }""",
    "All Variable Uses Defined, in a directive": "{ __typename @skip(if: $n) }",
    "All Variables Used": "query($n: Int) { tickets { totalCount } }",
    "All Variable Usages Are Allowed": "query($n: String) { tickets(first: $n) { totalCount } }",
    "All Variable Usages Are Allowed, another type": """query($k: Int!) { ticket(ticket: $k) {
      score } }""",
    "All Variable Usages Are Allowed, a list": """query($n: [Int]) { tickets(first: $n) {
      totalCount } }""",
    "All Variable Usages Are Allowed, null": """query($k: String) { ticket(ticket: $k) {
      score } }""",
    "All Variable Usages Are Allowed, null by default": """query($k: String = null) {
      ticket(ticket: $k) { score } }""",
    "All Variable Usages Are Allowed, items": """query($s: [String]) {
      tickets(where: {ticket: {in: $s}}) { totalCount } }""",
    "All Variable Usages Are Allowed, one for a list": """query($s: String!) {
      tickets(where: {ticket: {in: $s}}) { totalCount } }""",
    "All Variable Usages Are Allowed, an item": """query($s: String) {
      tickets(where: {ticket: {in: [$s]}}) { totalCount } }""",
    "All Variable Usages Are Allowed, in a condition": """query($b: Boolean) {
      __typename @include(if: $b) }""",
    "no introspection": "{ __schema { queryType { name } } }",
    "no introspection, a type": '{ __type(name: "Ticket") { name } }',
}
