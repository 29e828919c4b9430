"""Factory: a `DCBApplication`'s way from its environment to a tenant's log."""

from uuid import UUID

from eventsourcing.dcb.persistence import DCBInfrastructureFactory
from eventsourcing.persistence import InfrastructureFactoryError, TrackingRecorder
from eventsourcing.utils import Environment, EnvType

from taizhang.log.recorder.connections import Connections
from taizhang.log.recorder.faults import as_the_librarys
from taizhang.log.recorder.recorder import ROLE, TenantRecorder

DSN = "DATABASE_URL"
TENANT = "TAIZHANG_TENANT"
CONNECTIONS = "TAIZHANG_RECORDER_CONNECTIONS"


class TenantFactory(DCBInfrastructureFactory[TrackingRecorder]):
    """Reads `DATABASE_URL`, `TAIZHANG_TENANT` (a slug) and `TAIZHANG_RECORDER_CONNECTIONS` (4).

    Each may be given for one application alone, as `<NAME>_TAIZHANG_TENANT`.
    """

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        self._recorders: list[TenantRecorder] = []

    def dcb_recorder(self) -> TenantRecorder:
        """A recorder on the tenant's log; the factory closes it.

        Raises InfrastructureFactoryError for a missing setting or an unknown tenant.
        """
        dsn, slug = self._setting(DSN), self._setting(TENANT)
        size = int(self.env.get(CONNECTIONS, "4"))
        recorder = TenantRecorder(dsn, _tenant(dsn, slug), connections=size)
        self._recorders.append(recorder)
        return recorder

    def close(self) -> None:
        """Close every recorder that was made here."""
        while self._recorders:
            self._recorders.pop().close()

    def _setting(self, name: str) -> str:
        if not (value := self.env.get(name)):
            raise InfrastructureFactoryError(f"the environment does not say {name}")
        return value


def _tenant(dsn: str, slug: str) -> UUID:
    connections = Connections(dsn, ROLE, size=1)
    try:
        with as_the_librarys():
            rows = connections.fetch("select tenant_id from tenancy.find_tenants(%s)", slug)
    finally:
        connections.close()
    if not rows:
        raise InfrastructureFactoryError(f"there is no tenant {slug!r}")
    return UUID(str(rows[0][0]))
