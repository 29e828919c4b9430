"""The append-only log. Knows tenants, tags and bytes; no word of the domain."""
