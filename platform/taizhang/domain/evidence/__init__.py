"""Evidence: what was heard and what was seen on the spot (听取意见、实地走访); papers are none."""
