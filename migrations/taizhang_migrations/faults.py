"""What can stand in a migration's way."""


class TooOld(Exception):  # noqa: N818 - it says what the server is
    """The PostgreSQL server is older than the platform can use."""
