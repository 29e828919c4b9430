"""Taizhang 台账: event-sourced review-and-assessment work for counties and townships."""
