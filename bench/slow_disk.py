"""A slower disk: the same appends where each flush waits first, for everybody alike.

Machines differ most in how long a flush takes, and group commit shares it. The delay comes from a
library that is loaded before the system's, so it needs Linux and a C compiler.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

_SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
static int later(const char *name, int fd) {
  long us = atol(getenv("FLUSH_DELAY_US"));
  struct timespec delay = {us / 1000000, us % 1000000 * 1000};
  nanosleep(&delay, 0);
  int (*real)(int) = dlsym(RTLD_NEXT, name);
  return real(fd);
}
int fsync(int fd) { return later("fsync", fd); }
int fdatasync(int fd) { return later("fdatasync", fd); }
"""


def run(milliseconds: float) -> dict[str, Any] | None:
    """The appending benchmark's results; None where there is no C compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server may run as another user
        library = _compiled(compiler, folder)
        results = folder / "results.json"
        environment = os.environ | {
            "LD_PRELOAD": str(library),
            "FLUSH_DELAY_US": str(round(milliseconds * 1000)),
            "ONLY": "appending",
            "RESULTS": str(results),
        }
        subprocess.run([sys.executable, "-m", "bench.run"], env=environment, check=True)
        found: dict[str, Any] = json.loads(results.read_text())["appending"]
    fastest = found["runs"]["limit 1"]["p50"]
    assert fastest >= milliseconds, f"the delay had no effect: a flush took {fastest} ms"
    return found


def _compiled(compiler: str, folder: Path) -> Path:
    source, library = folder / "slow.c", folder / "slow.so"
    source.write_text(_SOURCE)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    library.chmod(0o755)
    return library
