"""Publicity: what is disclosed, put on notice or circulated, and to whom (公开、公示、通报).

Feeding back (反馈) and announcing grades (公布) are acts of `results`; the register shows those
announcements beside the acts of this area.
"""
