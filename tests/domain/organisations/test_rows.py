"""The register as it is shown."""

from datetime import date
from typing import Any

from taizhang.domain.organisations.people_events import PostTaken
from taizhang.domain.organisations.people_rows import Person
from taizhang.domain.organisations.rows import Organisation


def test_every_unit_of_the_file_is_shown(hunan: Any) -> None:
    rows = hunan.folded(Organisation)
    assert len(rows) == 24
    assert rows["huangtu",] == Organisation(
        organisation="huangtu", name="黄土村", kind="村", labels=["贫困村"]
    )


def test_person_is_shown_with_the_post_and_without_the_name(hunan: Any) -> None:
    assert hunan.folded(Person)["p-baihe",] == Person(
        person="p-baihe",
        name=None,
        organisation="baihe",
        post="村(社区)党组织书记",
        since=date(2017, 6, 1),
    )


def test_later_post_replaces_the_earlier(hunan: Any) -> None:
    day = date(2020, 5, 1)
    hunan.given(PostTaken(person="p-baihe", organisation="longtan", post="村主任", since=day))
    row = hunan.folded(Person)["p-baihe",]
    assert (row.organisation, row.post, row.since) == ("longtan", "村主任", day)
