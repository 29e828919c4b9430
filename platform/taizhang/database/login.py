"""Login: whom a connection logs in as, and which of the platform's roles it acts as.

`DATABASE_URL` may name one login that acts as every role, or hold `{role}` where its user stands:
then each connection logs in as its role, and nothing that is sent over it can make it another
(`set role none` leads back to the login).
"""

from typing import NamedTuple

PLACEHOLDER = "{role}"


class Login(NamedTuple):
    """Where to connect, and the settings to begin with."""

    dsn: str
    settings: dict[str, str]


def login(dsn: str, role: str, name: str | None = None) -> Login:
    """How to act as a role; `name` is shown in pg_stat_activity, else the role."""
    settings = {"application_name": name or role}
    if PLACEHOLDER in dsn:
        return Login(dsn.replace(PLACEHOLDER, role), settings)
    return Login(dsn, {"role": role, **settings})
