"""Health: whether the process lives, and whether it can serve."""

from typing import Any

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from taizhang.app import Platform
from taizhang.database.pool import RETRY_AFTER_SECONDS, unavailable
from taizhang.projections.generation import readable


def health_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """`/healthz` and `/readyz`."""

    @get("/healthz", sync_to_thread=False)
    def alive() -> dict[str, str]:
        """The process answers."""
        return {"status": "alive"}

    @get("/readyz")
    async def ready() -> Response[dict[str, Any]]:
        """The database answers and rows can be read."""
        try:
            async with platform.reader.acquire(timeout=2) as connection:
                generation = await readable(connection, platform.worker.shape)
        except Exception as error:
            if not unavailable(error):
                raise
            return _not_ready("database away")
        if generation is None:
            return _not_ready("the rows of this release are not built yet: start a worker")
        return Response({"status": "ready", "generation": generation.name})

    return [alive, ready]


def _not_ready(why: str) -> Response[dict[str, Any]]:
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return Response({"status": why}, status_code=503, headers=headers)
