"""Refusing: a client's mistake as an answer."""

from taizhang_graphql.exchange import Answer, Media, Positions, refusal
from taizhang_graphql.mistakes import READ_ONLY_GET, TIMEOUT, Mistake


def refused(
    mistake: Mistake, media: Media, positions: Positions = None, *, objects: int = 0
) -> Answer:
    """A mistake as an answer.

    A well-formed request that is refused has status 200 under `application/json`, as GraphQL
    over HTTP wants it for old clients; under the new media type the status tells.
    """
    executed = mistake.kind is TIMEOUT
    lenient = media is Media.JSON and mistake.kind.understood
    return Answer(
        200 if executed or lenient else mistake.status,
        refusal(mistake.errors(), positions, executed=executed),
        media,
        _headers(mistake),
        positions,
        objects,
        mistake.kind.refusal.code,
    )


def _headers(mistake: Mistake) -> dict[str, str]:
    if mistake.kind.retry_after:
        return {"retry-after": str(mistake.kind.retry_after)}
    if mistake.status != 405:
        return {}
    return {"allow": "POST" if mistake.kind is READ_ONLY_GET else "GET, POST"}
