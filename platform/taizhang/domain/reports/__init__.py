"""Debrief reports: submitted, returned, accepted (述职报告)."""
