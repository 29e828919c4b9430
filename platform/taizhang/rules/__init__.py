"""Effective-dated rule parameters, each with its clause."""
