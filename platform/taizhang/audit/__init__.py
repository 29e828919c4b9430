"""Audit: timelines, verification of stored entries."""
