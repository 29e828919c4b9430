"""A tenant's log as the library `eventsourcing` knows logs: for DCB applications and their tools.

`PERSISTENCE_MODULE=taizhang.log.recorder` lets a `DCBApplication` run on the log of the tenant
that `TAIZHANG_TENANT` names, in the database of `DATABASE_URL`.

A log is written either here or by the platform's commands, never by both. What is appended here
is kept as it is: `entry` holds the bytes of the `DCBEvent`'s data and nothing else, so it is no
`taizhang.log.entry.Entry`; no rows are folded from it and no audit verifies it. An append to a log
that the platform has begun is refused; reading one is not.
"""

from taizhang.log.recorder.factory import TenantFactory

__all__ = ["TenantFactory"]
