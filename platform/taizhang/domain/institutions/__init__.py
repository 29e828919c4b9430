"""Institutions: standing rules that outlast the year's notice (制度化、常态化、长效化)."""
