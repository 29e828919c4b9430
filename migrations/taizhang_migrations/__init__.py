"""Alembic migrations of the log, tenancy and projections; plain SQL, one object a file."""
