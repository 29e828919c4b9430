"""Problems followed until they are closed (问题台账、销号)."""
