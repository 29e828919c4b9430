"""A backend keeps the memory of one statement for the next."""

import platform
from pathlib import Path

import psycopg
import pytest

from taizhang.database.embedded import Server

LARGE = "select string_agg(repeat('x', 100), ',') from generate_series(1, 10000)"
TIMES = 20


def pages_fetched(backend: int) -> int:
    """Pages that the system has given to a process since it began (`minflt` of proc(5))."""
    after_name = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2]
    return int(after_name.split()[7])


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the settings are glibc's")
def test_memory_of_a_large_answer_is_not_fetched_page_by_page_each_time(server: Server) -> None:
    with psycopg.connect(server.dsn()) as connection:

        def ask(times: int) -> int:
            for _ in range(times):
                connection.execute(LARGE).fetchone()
            return pages_fetched(connection.info.backend_pid)

        before = ask(TIMES)
        assert (ask(TIMES) - before) / TIMES < 10  # 4 kB each, of more than a megabyte
