"""The area of opening tenants."""

from taizhang.domain.setup import applying, clock, events
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="setup",
    title="开户与演练",
    core=True,
    events=(events.TenantOpened, events.TenantPlaced, events.ClockMoved),
    commands=(applying.ApplyTenantFile, clock.MoveClock),
)
