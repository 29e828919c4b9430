"""Rows folded from the log: row types, tables, the runner."""
