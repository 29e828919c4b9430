"""Viewing: who asks for rows, whose rows, and how far they have come."""
