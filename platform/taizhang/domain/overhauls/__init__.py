"""Overhauls: a weak organisation is found, mended by its own plan, and asked about (整顿)."""
