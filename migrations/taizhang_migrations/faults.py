"""What can stand in a migration's way."""


class CannotMigrate(Exception):  # noqa: N818 - it says what an operator has to change
    """Something that an operator has to change first; the text says what."""


class TooOld(CannotMigrate):
    """The PostgreSQL server is older than the platform can use."""


class NotOurs(CannotMigrate):
    """The database was made by another release, which this one does not know."""


class Unreachable(CannotMigrate):
    """Nobody answers at the database's address, or not to this login."""
