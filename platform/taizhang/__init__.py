"""Taizhang 台账: event-sourced review-and-assessment work for counties and townships."""

from importlib.metadata import version

__version__ = version("taizhang")
