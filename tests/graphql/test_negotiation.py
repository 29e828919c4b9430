"""Which media type an `Accept` header gets."""

import pytest

from taizhang_graphql.exchange import Media
from taizhang_graphql.mistakes import Mistake
from taizhang_graphql.negotiation import media_for


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, Media.JSON),
        ("", Media.JSON),
        ("*/*", Media.JSON),
        ("application/*", Media.JSON),
        ("application/json", Media.JSON),
        ("application/graphql-response+json", Media.RESPONSE),
        ("Application/GraphQL-Response+JSON; charset=utf-8", Media.RESPONSE),
        ("application/json, application/graphql-response+json", Media.RESPONSE),
        ("application/graphql-response+json;q=0.5, application/json", Media.JSON),
        ("application/graphql-response+json, application/json;q=0.9", Media.RESPONSE),
        ("text/html, */*;q=0.1", Media.JSON),
        ("application/graphql-response+json;q=0, application/json", Media.JSON),
        ("application/graphql-response+json;q=x, application/json", Media.JSON),
    ],
)
def test_media_type(accept, media):
    assert media_for(accept) is media


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", ",", ";", "*"])
def test_nothing_that_we_speak(accept):
    with pytest.raises(Mistake):
        media_for(accept)
