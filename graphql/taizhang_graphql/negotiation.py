"""Negotiation: which of the two media types the client wants."""

import functools
from collections.abc import Iterator

from taizhang_graphql.exchange import Media
from taizhang_graphql.mistakes import ACCEPT, Mistake

# Whoever does not name the new type may not know it, and expects the old one's statuses.
_MEANT = {media.value: media for media in Media} | {
    "application/*": Media.JSON,
    "*/*": Media.JSON,
}


@functools.lru_cache(maxsize=64)
def media_for(accept: str | None) -> Media:
    """The best of what is accepted; the new type where both are equal. Raises Mistake."""
    if not accept:
        return Media.JSON
    wanted = [(quality, media is Media.RESPONSE, media) for media, quality in _weighed(accept)]
    if not wanted:
        raise Mistake(ACCEPT)
    return max(wanted)[2]


def _weighed(accept: str) -> Iterator[tuple[Media, float]]:
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = _quality(parameters)
        if name in _MEANT and quality > 0:
            yield _MEANT[name], quality


def _quality(parameters: list[str]) -> float:
    given = [p.removeprefix("q=") for p in parameters if p.startswith("q=")]
    try:
        return float(given[0]) if given else 1.0
    except ValueError:
        return 0.0
