"""Ours, as `taizhang serve` runs it: `DSN=… TAIZHANG_MASTER_KEY=… python -m … PORT`."""

import os
import sys
from pathlib import Path

import uvloop

from taizhang.app import open_platform
from taizhang.cli.running import application, http_server, keep_what_is_loaded
from taizhang.tenancy.master import MasterKey


async def _serve(dsn: str, port: int) -> None:
    async with open_platform(dsn, MasterKey.load(Path())) as platform:
        app = application(platform)
        keep_what_is_loaded()
        await http_server(app, "127.0.0.1", port).serve()


if __name__ == "__main__":
    uvloop.run(_serve(os.environ["DSN"], int(sys.argv[1])))
