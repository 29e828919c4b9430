"""The work that is measured: a ballot, two selectors, two tags, 200 bytes, durable commit."""

import uuid

BODY = b"x" * 200
BOX = "box:1"


def slip() -> str:
    """A slip nobody has used."""
    return f"slip:{uuid.uuid4().hex}"
