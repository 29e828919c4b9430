"""Audit: timelines, verification of stored entries, and decisions taken again."""
