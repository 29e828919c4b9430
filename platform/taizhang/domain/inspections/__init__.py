"""Inspections: on a day that was told before, or unannounced (定期、不定期抽查、专项暗访督查)."""
