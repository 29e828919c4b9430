"""Sealed ballots cast with slips (测评)."""
