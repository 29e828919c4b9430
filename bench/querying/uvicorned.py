"""How every Python server is served here: uvicorn on uvloop, with httptools where it is there."""

import gc
import os
from typing import Any

import uvicorn

POOL = int(os.environ.get("POOL", "8"))
"""Connections to the database: as many as `taizhang serve` has for readers."""


def run(app: Any, port: int) -> None:
    """Serve until stopped."""
    gc.collect()
    gc.freeze()
    uvicorn.run(
        app, host="127.0.0.1", port=port, loop="uvloop", log_level="warning", access_log=False
    )
