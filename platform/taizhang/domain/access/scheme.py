"""The area of other systems."""

from taizhang.domain.access import commands as c
from taizhang.domain.access import documents as d
from taizhang.domain.access import rows as r
from taizhang.scheme import Scheme
from taizhang.tenancy import clients as e

SCHEME = Scheme(
    name="access",
    title="对接系统",
    core=True,
    events=(e.AccessGranted, e.AccessWithdrawn, e.DocumentRegistered, e.DocumentRetired),
    commands=(c.GrantAccess, c.WithdrawAccess, d.RegisterDocument, d.RetireDocument),
    rows=(r.ClientAccess, r.ClientDocument),
)
