"""Grade lists: drafted, confirmed under quotas (等次)."""
