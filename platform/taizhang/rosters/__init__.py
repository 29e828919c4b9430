"""Rosters (名册): units and people from Excel, previewed, confirmed, and written back."""
