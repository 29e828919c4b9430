"""Local schemes, one folder each, found through entry points like anybody else's."""
