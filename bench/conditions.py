"""What a condition costs as the history of its tag grows: 10³, 10⁵ and 10⁶ events."""

import statistics
import time
import uuid

import psycopg

SIZES = (1_000, 100_000, 1_000_000)
_FILL = """
    insert into log.tag (tenant_id, tag, type, position)
    select %(tenant)s, 'box:1', (array['a.cast', 'a.voided', 'a.moved'])[1 + p %% 3], p
      from generate_series(1, %(size)s) as p
"""
_ASK = "select log.violated(%s, array[row(%s, %s, null)::log.selector], %s)"
KINDS = {
    "one type": (["a.cast"], ["box:1"]),
    "two types": (["a.cast", "a.closed"], ["box:1"]),
    "no types": ([], ["box:1"]),
    "two tags": (["a.cast"], ["box:1", "slip:1"]),
}


def run(dsn: str, asked: int = 300) -> dict[str, dict[str, float]]:
    """Microseconds a condition at the head (nothing newer matches), by kind and size."""
    figures: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    with psycopg.connect(dsn, autocommit=True) as connection:
        for size in SIZES:
            tenant = uuid.uuid4()
            connection.execute(_FILL, {"tenant": tenant, "size": size})
            connection.execute("analyze log.tag")
            connection.execute("select set_config('taizhang.tenants', %s, false)", (str(tenant),))
            for kind, (types, tags) in KINDS.items():
                took = []
                for _ in range(asked):
                    begun = time.perf_counter()
                    connection.execute(_ASK, (tenant, types, tags, size))
                    took.append(time.perf_counter() - begun)
                figures[kind][f"{size:,}"] = round(statistics.median(took) * 1e6, 1)
    return figures
