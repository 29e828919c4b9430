"""What anybody may read of a box, and how the page is handed out."""

from datetime import date
from typing import Any

import httpx
import pytest

from taizhang.domain.cycles.events import PersonEnrolled
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.http.voting_paper import About, about
from taizhang.http.voting_reading import Known

pytestmark = pytest.mark.anyio

PAPER = {
    *("box", "state", "tenant", "rehearsal", "title", "place"),
    *("public_key", "subjects", "questions", "english"),
}


async def test_an_open_box_shows_what_it_asks_by_name(hall: Any, asked: Any) -> None:
    await hall.print_slips()
    await hall.open_box(asked)
    paper = (await hall.paper()).json()
    assert paper.keys() == PAPER
    assert (paper["state"], paper["title"]) == ("open", "2015年度")
    assert (paper["tenant"], paper["place"]) == (hall.town.tenant.name, "镇大礼堂")
    assert paper["public_key"] == hall.key["public_key"]
    assert [each["name"] for each in paper["subjects"]] == ["金桂村", "石桥村"]
    assert [(each["about"], each["text"], each["choices"]) for each in paper["questions"]] == [
        (place, each["text"], each["choices"]) for place, each in enumerate(asked)
    ]


async def test_before_the_opening_only_the_meeting_is_told(hall: Any) -> None:
    await hall.print_slips()
    paper = (await hall.paper()).json()
    assert (paper["state"], paper["place"], paper["title"]) == (
        "prepared",
        "镇大礼堂",
        "2015年度",
    )
    assert (paper["questions"], paper["subjects"], paper["public_key"]) == ([], [], "")


@pytest.mark.rule("S0-11")
async def test_the_paper_follows_the_box_and_never_tells_how_many_have_voted(
    hall: Any, asked: Any
) -> None:
    await hall.print_slips()
    await hall.open_box(asked)
    before = (await hall.paper()).json()
    await hall.cast(hall.codes[0], asked)
    assert (await hall.paper()).json() == before
    await hall.ask("ballots.end_casting", {"box": "b"})
    assert (await hall.paper()).json()["state"] == "ended"
    await hall.ask("ballots.close_box", {"box": "b", "meeting": "m"})
    closed = (await hall.paper()).json()
    assert (closed["state"], closed["questions"]) == ("closed", [])
    await hall.ask("ballots.desk.count", {"box": "b", "shares": hall.key["shares"]})
    assert (await hall.paper()).json() == closed


async def test_a_renamed_village_goes_by_its_name_of_today(hall: Any, asked: Any) -> None:
    await hall.print_slips()
    await hall.open_box(asked)
    renamed = {"organisation": asked[0]["subject"], "name": "新金桂村", "since": "2015-01-01"}
    await hall.ask("organisations.rename", renamed, "clerk")
    paper = (await hall.paper()).json()
    assert paper["subjects"][0]["name"] == "新金桂村"


@pytest.mark.parametrize("box", ["none", "a%2Fb", "a%00b", "%20", "x" * 65])
async def test_a_box_that_is_none_is_refused_in_words(hall: Any, box: str) -> None:
    answer = await hall.paper(box)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_a_tenant_that_is_none_is_refused_in_words(http: httpx.AsyncClient) -> None:
    answer = await http.get("/vote/nowhere/b/paper")
    assert (answer.status_code, answer.json()["code"]) == (404, "tenancy.unknown_tenant")


async def test_nobody_is_asked_who_they_are(hall: Any, asked: Any) -> None:
    await hall.print_slips()
    await hall.open_box(asked)
    for path in (hall.at(), hall.at() + "/paper", "/static/voting/main.js"):
        answer = await hall.town.http.get(path)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_the_page_runs_no_script_but_its_own(http: httpx.AsyncClient) -> None:
    answer = await http.get("/vote/any/b")
    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";")
    )
    assert policy.pop("default-src") == policy.pop("frame-ancestors") == "'none'"
    assert policy.pop("base-uri") == policy.pop("form-action") == "'none'"
    assert policy == {"script-src": "'self'", "style-src": "'self'", "connect-src": "'self'"}


async def test_what_is_public_is_kept_no_longer_than_it_is_true(
    hall: Any, http: httpx.AsyncClient
) -> None:
    await hall.print_slips()
    for path, said in (
        (hall.at() + "/paper", "no-store"),
        (hall.at(), "no-cache"),
        ("/static/voting/hpke.js", "no-cache"),
    ):
        assert (await http.get(path)).headers["cache-control"] == said


def test_a_person_goes_by_the_unit_served_and_never_by_name() -> None:
    known, today = Known(), date(2015, 12, 1)
    registered = OrganisationRegistered(organisation="v", name="金桂村", kind="村")
    enrolled = PersonEnrolled(cycle="c", person="p", organisation="v", post="书记", group="书记")
    for event in (registered, enrolled):
        known.take(event)
    assert about("person:p", known, today) == About("金桂村", True)
    assert about("v", known, today) == About("金桂村", False)
    assert about("person:stranger", known, today) == About("", True)
