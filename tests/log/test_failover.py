"""A promoted replica takes nothing until it is declared to go on; a crash changes nothing."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg.conninfo
import pytest

from taizhang.app import open_platform
from taizhang.database.embedded import Server
from taizhang.database.embedded.account import account_for
from taizhang.database.embedded.binaries import find
from taizhang.errors import Refused
from taizhang.log.incarnation import resume
from taizhang.log.model import NewCommand, NewEvent
from taizhang.tenancy.master import MasterKey

pytestmark = pytest.mark.anyio
MASTER = MasterKey(b"0" * 32)
SECONDS = "60"


class Replica:
    """A server of its own that follows the tests' server."""

    def __init__(self, of: Server, folder: Path) -> None:
        self._account = account_for([])
        self._programs = find(self._account, {int(of.version)}).folder
        self._of, self._folder = of, folder
        os.chown(folder, self._account.uid, self._account.gid)

    def begin(self) -> None:
        where = ("-h", self._of.socket_dir, "-p", str(self._of.port), "-U", "postgres")
        streamed = ("-X", "stream", "-R", "-c", "fast")
        self._run("pg_basebackup", *where, *streamed, "-D", self._folder / "data")
        self.start()

    def start(self) -> None:
        options = f"-k {self._folder} -p 5432 -c listen_addresses='' -c max_connections=200"
        self._control("start", "-l", self._folder / "log", "-o", options)

    def promote(self) -> None:
        self._control("promote")

    def crash(self) -> None:
        self._control("stop", "-m", "immediate")

    def dsn(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self._folder}&port=5432"

    def _control(self, *words: str | Path) -> None:
        self._run("pg_ctl", "-D", self._folder / "data", "-w", "-t", SECONDS, *words)

    def _run(self, program: str, *words: str | Path) -> None:
        done = self._account.run(self._programs / program, *words)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def replica(server: Server) -> Iterator[Replica]:
    folder = Path(tempfile.mkdtemp(prefix="tz-", dir="/var/tmp"))
    made = Replica(server, folder)
    yield made
    if (folder / "data" / "postmaster.pid").exists():
        made.crash()
    shutil.rmtree(folder)


def command() -> NewCommand:
    return NewCommand(uuid.uuid4(), b"", b"", 0, [], [NewEvent("t", ["a"], b"")])


async def test_a_promoted_replica_takes_nothing_until_it_is_declared_to_go_on(
    database: str, replica: Replica
) -> None:
    async with open_platform(database, MASTER) as platform:
        tenant = (await platform.register.open("one", "一", rehearsal=False)).id
        await platform.log.append(tenant, command())
    replica.begin()
    replica.promote()
    promoted = replica.dsn(psycopg.conninfo.conninfo_to_dict(database)["dbname"])  # type: ignore[arg-type]
    async with open_platform(promoted, MASTER) as platform:
        with pytest.raises(Refused) as refused:
            await platform.log.append(tenant, command())
        assert refused.value.code == "log.moved"
    await resume(promoted, "the primary is gone", "operator")
    replica.crash()
    replica.start()
    async with open_platform(promoted, MASTER) as platform:
        assert (await platform.log.append(tenant, command())).first == 2
