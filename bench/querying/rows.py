"""The rows of a county, by SQL: each column's value in terms of `n`, from 1, and of the `wave`."""

from msgspec import Struct

TOWNS, VILLAGES, CYCLES = 20, 480, 20
TICKETS, INSPECTIONS, FINDINGS = 14_400, 4_800, 5_280
ROWS = TOWNS + VILLAGES + CYCLES + TICKETS + INSPECTIONS + FINDINGS
_VILLAGE = f"(select 'c' || lpad((1 + (n - 1) % {VILLAGES})::text, 4, '0'))"

_THIRD = f"n / {VILLAGES} % 3 = 0"


class Table(Struct, frozen=True):
    """One row type: how many, each in how many versions, and its columns."""

    name: str
    count: int
    waves: int
    columns: dict[str, str]


TABLES = (
    Table(
        "organisation",
        TOWNS,
        2,
        {
            "organisation": "'z' || lpad(n::text, 4, '0')",
            "name": "'示例' || n || '镇'",
            "kind": "'镇'",
            "labels": "'[]'::jsonb",
            "former_names": "'[]'::jsonb",
            "successors": "'[]'::jsonb",
        },
    ),
    Table(
        "organisation",
        VILLAGES,
        2,
        {
            "organisation": "'c' || lpad(n::text, 4, '0')",
            "name": "'示例' || n || '村'",
            "kind": "'村'",
            "superior": f"'z' || lpad((1 + (n - 1) % {TOWNS})::text, 4, '0')",
            "labels": "'[\"省定重点村\"]'::jsonb",
            "former_names": "'[]'::jsonb",
            "successors": "'[]'::jsonb",
        },
    ),
    Table(
        "cycle",
        CYCLES,
        1,
        {
            "cycle": "'k' || lpad(n::text, 4, '0')",
            "year": "2006 + n",
            "title": "(2006 + n) || '年度述职评议考核'",
            "deadline": "make_date(2006 + n, 12, 31)",
            "subjects": str(VILLAGES),
            "persons": "0",
            "overdue": "false",
            "soft": "false",
        },
    ),
    Table(
        "ticket",
        TICKETS,
        4,
        {
            "ticket": "'t' || lpad(n::text, 6, '0')",
            "organisation": _VILLAGE,
            "cycle": f"'k' || lpad((1 + n % {CYCLES})::text, 4, '0')",
            "source": "(array['评议', '走访', '督查', '述职'])[1 + n % 4]",
            "problem": "'第' || n || '项：“三会一课”记录不全，党员活动日安排没有按时公布'",
            "state": f"(array['opened', case when {_THIRD} then 'mended' else 'assigned' end,"
            f" 'assigned', case when {_THIRD} then 'closed' else 'assigned' end])[wave]",
            "opened_on": "date '2023-01-01' + n % 300",
            "due_on": "date '2024-01-01' + (n * 7919) % 700",
            "responsible": "case when wave > 1 then '第' || n % 97 || '责任岗' end",
            "supervisor": "case when wave > 1 then '镇纪委' end",
            "progress": "case when wave > 2 then '已补齐记录，正在公示第' || wave || '次' end",
            "passed": "'[]'::jsonb",
            "extensions": "0",
            "overdue": "n % 5 = 0",
            "trail": "'[]'::jsonb",
        },
    ),
    Table(
        "inspection",
        INSPECTIONS,
        2,
        {
            "inspection": "'d' || lpad(n::text, 6, '0')",
            "organisation": _VILLAGE,
            "kind": "'随机抽查'",
            "scope": "'党员活动日和“三会一课”'",
            "state": "(array['scheduled', 'held'])[wave]",
            "planned_on": "date '2024-01-01' + n % 300",
            "announced": "true",
            "inspectors": "'[\"督查组\"]'::jsonb",
            "followed": "'[]'::jsonb",
            "finding_count": "1",
        },
    ),
    Table(
        "finding",
        FINDINGS,
        1,
        {
            "finding": "'f' || lpad(n::text, 6, '0')",
            "inspection": f"'d' || lpad((1 + (n - 1) % {INSPECTIONS})::text, 6, '0')",
            "organisation": f"(select 'c' || lpad((1 + (n - 1) % {INSPECTIONS} % {VILLAGES})"
            "::text, 4, '0'))",
            "type": "(array['记录', '公示', '阵地', '经费'])[1 + n % 4]",
            "text": "'第' || n || '处：记录与签到不符'",
            "found_on": "date '2024-01-01' + n % 300",
        },
    ),
)
