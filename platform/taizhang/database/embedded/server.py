"""Where an embedded PostgreSQL is reached."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL, reached through its unix socket. `version` is the major one."""

    socket_dir: Path
    port: int
    version: str
    data: Path

    def dsn(self, user: str = "postgres", database: str = "postgres") -> str:
        """The address for asyncpg, psycopg and libpq."""
        where = urlencode({"host": self.socket_dir, "port": self.port}, safe="/", quote_via=quote)
        return f"postgresql://{quote(user, safe='')}@/{quote(database, safe='')}?{where}"

    def as_record(self) -> dict[str, Any]:
        """Plain data for the lock file."""
        return asdict(self) | {"socket_dir": str(self.socket_dir), "data": str(self.data)}

    @classmethod
    def of_record(cls, record: dict[str, Any]) -> Self:
        """The server that a lock file tells of."""
        places = Path(record["socket_dir"]), Path(record["data"])
        return cls(places[0], record["port"], record["version"], places[1])
