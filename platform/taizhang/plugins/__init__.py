"""Plugins: found, judged one by one, and admitted or named with what is wrong (design 5)."""
