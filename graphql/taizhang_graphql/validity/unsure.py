"""Unsure: what is raised where a document may not be valid, or is not worth the look."""


class Unsure(Exception):  # noqa: N818 - nothing is wrong yet: graphql-core decides
    """The document may be valid or not."""
