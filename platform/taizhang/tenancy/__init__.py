"""Tenants, their keys and tokens, and who may do what."""
