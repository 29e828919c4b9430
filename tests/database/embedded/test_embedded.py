"""The embedded PostgreSQL: it starts, is shared, survives, and leaves nothing behind."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import asyncpg
import psycopg
import pytest

import taizhang
from taizhang.database.embedded import (
    NotStarted,
    Server,
    claim,
    embedded,
    remove,
    running,
    sockets,
    stop,
    wheel,
)
from taizhang.database.embedded.account import Account
from taizhang.database.embedded.postmaster import alive

NOBODY = 65534
OWNER = """
import sys
from pathlib import Path
from taizhang.database.embedded import embedded
with embedded(Path(sys.argv[1])) as server:
    print(server.dsn(), flush=True)
    try:
        sys.stdin.readline()
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        sys.stdin.readline()
"""
SOURCES = [str(Path(taizhang.__file__).parents[1]), sysconfig.get_path("purelib")]


@dataclass
class Person:
    """Somebody who runs programs that own a server, each as a process of its own."""

    uid: int
    home: Path
    python: str
    processes: list["subprocess.Popen[str]"] = field(default_factory=list)

    def start(self, **settings: str) -> "subprocess.Popen[str]":
        lent = self.uid != os.geteuid()
        process = subprocess.Popen(
            [self.python, "-W", "error", "-c", OWNER, str(self.home)],
            user=self.uid if lent else None,
            group=self.uid if lent else None,
            extra_groups=[] if lent else None,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(SOURCES)} | settings,
            cwd="/",
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,
        )
        self.processes.append(process)
        return process

    def own(self, **settings: str) -> "subprocess.Popen[str]":
        """A program that has the server and holds it until it is told or killed."""
        process = self.start(**settings)
        assert line(process).startswith("postgresql://")
        return process

    def server(self) -> Server:
        server = running(self.home)
        assert server is not None
        return server


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: "subprocess.Popen[str]") -> int:
    process.communicate("\n", timeout=40)
    return process.returncode


def kill(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def eventually(condition: Callable[[], object], what: str, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.01)


def lives(pid: int) -> bool:
    """Whether a process runs; one that only waits to be reaped by init does not."""
    if not alive(pid):
        return False
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return state.stdout.strip()[:1] not in ("", "Z")


def processes(person: Person) -> set[int]:
    """Watchdog, postmaster, and everything that the postmaster started."""
    record = claim.read(person.home)
    assert record is not None
    with psycopg.connect(person.server().dsn()) as connection:
        rows = connection.execute("select pid from pg_stat_activity").fetchall()
    return {record["watchdog"], postmaster(person), *(pid for (pid,) in rows)}


def postmaster(person: Person) -> int:
    return int((person.server().data / "postmaster.pid").read_text().split()[0])


def all_gone(pids: set[int]) -> None:
    left = set(pids)

    def shrunk() -> bool:
        left.intersection_update([pid for pid in left if lives(pid)])
        return not left

    eventually(shrunk, f"the end of {pids}")


def kill_watchdog(person: Person) -> None:
    record = claim.read(person.home)
    assert record is not None
    os.kill(record["watchdog"], signal.SIGKILL)
    all_gone({record["watchdog"]})


@cache
def interpreter(uid: int) -> str | None:
    """A Python of this version that this user can run, our code included."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    account = Account(uid, uid)
    source = f"import sys; sys.path[:0] = {SOURCES}; import taizhang.database.embedded"
    for python in (sys.executable, shutil.which(f"python{version}", path="/usr/bin") or ""):
        if (
            python
            and account.reaches(Path(python))
            and not account.run(python, "-c", source).returncode
        ):
            return python
    return None


def someone(kind: str, home: Path) -> Person:
    if kind == "nobody":
        if os.geteuid() != 0:
            pytest.skip("only root can run a test as another user")
        if (python := interpreter(NOBODY)) is None:
            pytest.skip("no Python and no source that the user nobody may read")
        os.chown(home, NOBODY, NOBODY)
        return Person(NOBODY, home, python)
    if kind == "closed":
        if os.geteuid() != 0:
            pytest.skip("only root lends PostgreSQL to another user")
        home.parent.chmod(0o700)
    return Person(os.geteuid(), home, sys.executable)


def made(kind: str, seed: Path | None = None) -> Iterator[Person]:
    # Not tmp_path: its parents are closed to everybody else.
    with open_folder() as folder:
        home = folder / "home"
        home.mkdir()
        person = someone(kind, home)
        if seed is not None:
            plant(seed, person)
        yield person
        for process in person.processes:
            kill(process)
        remove(home)


@contextmanager
def open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="taizhang-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def plant(seed: Path, person: Person) -> None:
    """Copy data that is ready, which takes a tenth of making it."""
    subprocess.run(["cp", "-a", seed, person.home], check=True)
    if person.uid == NOBODY:
        subprocess.run(["chown", "-R", str(NOBODY), person.home / seed.name], check=True)


@pytest.fixture(scope="module")
def seed() -> Iterator[Path]:
    """An empty cluster, as the embedded server makes it."""
    with open_folder() as folder:
        with embedded(folder) as server:
            pass
        yield server.data


@pytest.fixture(params=["self", "nobody"])
def person(request: pytest.FixtureRequest, seed: Path) -> Iterator[Person]:
    yield from made(request.param, seed)


@pytest.fixture
def myself(seed: Path) -> Iterator[Person]:
    yield from made("self", seed)


@pytest.fixture(params=["self", "nobody"])
def newcomer(request: pytest.FixtureRequest) -> Iterator[Person]:
    """Somebody whose home has no data yet."""
    yield from made(request.param)


@pytest.fixture
def walled() -> Iterator[Person]:
    """Root, with a home below a folder that only root may enter."""
    yield from made("closed")


def write(server: Server) -> None:
    with psycopg.connect(server.dsn()) as connection:
        connection.execute("create table if not exists entry (number int)")
        connection.execute("insert into entry values (1)")


def entries(server: Server) -> int:
    with psycopg.connect(server.dsn()) as connection:
        row = connection.execute("select count(*) from entry").fetchone()
    assert row is not None
    return int(row[0])


def answers(server: Server) -> bool:
    try:
        psycopg.connect(server.dsn()).close()
    except psycopg.OperationalError:
        return False
    return True


def test_it_answers_durably_on_its_socket_and_on_no_network(myself: Person) -> None:
    with embedded(myself.home) as server, psycopg.connect(server.dsn()) as connection:
        names = ["fsync", "synchronous_commit", "full_page_writes", "data_checksums"]
        values = [connection.execute(f"show {name}").fetchone() for name in names]
        network = connection.execute("show listen_addresses").fetchone()
    assert (values, network) == ([("on",)] * 4, ("",))


def test_its_address_suits_both_drivers_whatever_the_names(myself: Person) -> None:
    async def name_by_asyncpg(dsn: str) -> str:
        connection = await asyncpg.connect(dsn)
        try:
            return str(await connection.fetchval("select current_database()"))
        finally:
            await connection.close()

    with embedded(myself.home) as server:
        with psycopg.connect(server.dsn(), autocommit=True) as connection:
            connection.execute('create database "台账 a/b"')
        dsn = server.dsn(database="台账 a/b")
        with psycopg.connect(dsn) as connection:
            assert connection.info.dbname == "台账 a/b"
        assert asyncio.run(name_by_asyncpg(dsn)) == "台账 a/b"


def test_its_data_carries_the_major_version_and_is_closed_to_others(newcomer: Person) -> None:
    newcomer.own()
    server = newcomer.server()
    assert server.data == newcomer.home / f"pg{server.version}"
    assert (server.data.stat().st_mode & 0o77, server.socket_dir.stat().st_mode & 0o77) == (0, 0)


def test_a_second_start_finds_the_rows_of_the_first(person: Person) -> None:
    for _ in range(2):
        process = person.own()
        write(person.server())
        seen = entries(person.server())
        assert end(process) == 0
    assert seen == 2


def test_leaving_stops_every_process_and_removes_the_socket(person: Person) -> None:
    process = person.own()
    server, pids = person.server(), processes(person)
    assert end(process) == 0
    assert not any(map(lives, pids))
    assert not server.socket_dir.exists()


def test_an_owner_killed_outright_leaves_no_process(person: Person) -> None:
    process = person.own()
    with psycopg.connect(person.server().dsn()) as still_open:
        pids = processes(person) | {still_open.info.backend_pid}
        kill(process)
        all_gone(pids)
        still_open.close()


def test_a_start_right_after_the_owner_was_killed_does_not_join_what_is_ending(
    myself: Person,
) -> None:
    process = myself.own()
    write(myself.server())
    first = postmaster(myself)
    kill(process)
    with embedded(myself.home) as server:
        assert (postmaster(myself) != first, entries(server)) == (True, 1)


def test_ctrl_c_leaves_the_server_to_its_owner(person: Person) -> None:
    process = person.own()
    pids = processes(person)
    os.killpg(process.pid, signal.SIGINT)
    assert line(process) == "interrupted"
    assert pids & processes(person) >= {postmaster(person)}
    assert end(process) == 0
    all_gone(pids)


def test_a_postmaster_killed_outright_comes_back_with_what_was_committed(person: Person) -> None:
    process = person.own()
    server, killed = person.server(), postmaster(person)
    with psycopg.connect(server.dsn()) as still_open:
        write(server)
        os.kill(killed, signal.SIGKILL)
        eventually(lambda: running(person.home) and answers(server), "the server's return")
        still_open.close()
    assert (postmaster(person) != killed, entries(server)) == (True, 1)
    pids = processes(person)
    assert end(process) == 0
    all_gone(pids)


def test_a_second_process_joins_and_leaves_the_server_running(myself: Person) -> None:
    myself.own()
    first = postmaster(myself)
    assert end(myself.own()) == 0
    assert (postmaster(myself), answers(myself.server())) == (first, True)


def test_two_that_start_at_once_share_one_server(newcomer: Person) -> None:
    pair = [newcomer.start(), newcomer.start()]
    addresses = {line(process) for process in pair}
    assert addresses == {newcomer.server().dsn()}
    assert len(list(newcomer.home.glob("pg*"))) == 1


def test_a_server_whose_watchdog_was_killed_too_is_taken_over(myself: Person) -> None:
    process = myself.own()
    write(myself.server())
    pids = processes(myself)
    kill_watchdog(myself)
    kill(process)
    with embedded(myself.home) as server:
        assert entries(server) == 1
        all_gone(pids)


def test_an_owner_stops_the_server_whose_watchdog_was_killed(myself: Person) -> None:
    process = myself.own()
    pids = processes(myself)
    kill_watchdog(myself)
    assert end(process) == 0
    all_gone(pids)


def test_anybody_can_stop_it(myself: Person) -> None:
    myself.own()
    pids = processes(myself)
    assert stop(myself.home) is True
    all_gone(pids)
    assert (running(myself.home), stop(myself.home)) == (None, False)


def test_remove_leaves_neither_data_nor_socket(myself: Person) -> None:
    myself.own()
    server = myself.server()
    remove(myself.home)
    assert list(myself.home.iterdir()) == []
    assert not server.socket_dir.exists()


def test_below_a_closed_folder_the_data_goes_where_the_server_gets(walled: Person) -> None:
    with embedded(walled.home) as server:
        write(server)
        link = walled.home / f"pg{server.version}"
        assert link.readlink() == server.data
        assert server.data.is_relative_to("/var/lib/taizhang")
    assert walled.home.parent.stat().st_mode & 0o777 == 0o700
    with embedded(walled.home) as server:
        assert entries(server) == 1
    remove(walled.home)
    assert not server.data.parent.exists()


def test_data_of_a_deleted_home_does_not_come_back(walled: Person) -> None:
    with embedded(walled.home) as server:
        write(server)
    shutil.rmtree(walled.home)
    with embedded(walled.home) as server, psycopg.connect(server.dsn()) as connection:
        assert connection.execute("select to_regclass('entry')").fetchone() == (None,)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_an_interrupted_initdb_leaves_nothing_half_made(
    newcomer: Person, number: signal.Signals
) -> None:
    process = newcomer.start()
    eventually(lambda: list(newcomer.home.glob("pg*.new-*")), "initdb's start")
    os.killpg(process.pid, number)
    process.communicate()
    assert not list(newcomer.home.glob("pg[1-9][0-9]"))
    newcomer.own()
    assert [folder.name for folder in newcomer.home.glob("pg*")] == [newcomer.server().data.name]


def test_the_programs_of_the_wheel_serve_as_well(newcomer: Person) -> None:
    if (programs := wheel.folder()) is None:
        pytest.skip("the wheel is not installed")
    newcomer.own(TAIZHANG_PG_BIN=str(programs))
    assert (newcomer.server().version, answers(newcomer.server())) == ("18", True)


def test_existing_data_is_preferred_over_the_first_programs(
    walled: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (programs := wheel.folder()) is None:
        pytest.skip("the wheel is not installed")
    monkeypatch.setenv("TAIZHANG_PG_BIN", str(programs))
    with embedded(walled.home) as server:
        write(server)
    monkeypatch.delenv("TAIZHANG_PG_BIN")
    with embedded(walled.home) as server:
        assert (server.version, entries(server)) == ("18", 1)


def test_a_socket_folder_of_somebody_else_is_refused(walled: Person) -> None:
    with embedded(walled.home) as server:
        pass
    server.socket_dir.mkdir()
    os.chown(server.socket_dir, 4321, 4321)
    with pytest.raises(NotStarted, match="4321"), embedded(walled.home):
        pass
    sockets.clear(walled.home)


def test_a_server_that_cannot_start_says_why(myself: Person) -> None:
    with embedded(myself.home) as server:
        pass
    (server.data / "postgresql.auto.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(NotStarted, match="no_such_setting"), embedded(myself.home):
        pass
