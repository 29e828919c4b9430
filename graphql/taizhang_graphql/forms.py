"""Forms: how PostgreSQL's text of a value becomes JSON."""

import enum


class Form(enum.Enum):
    """What is to be done to print a value of one sort."""

    BARE = "as it is"
    """Whole numbers, and what is JSON already."""
    TRUTH = "as a word"
    FLOAT = "by PostgreSQL's own JSON"
    """Of numbers, some are none in JSON."""
    WORD = "between quotes"
    """Text in which nothing is ever to be escaped."""
    TEXT = "between quotes, escaped"
