"""Other systems: what they may read, and the documents that they have registered."""
