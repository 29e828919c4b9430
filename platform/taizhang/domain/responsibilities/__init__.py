"""Responsibilities: who answers for a unit, and from when (主体责任、第一责任人)."""
