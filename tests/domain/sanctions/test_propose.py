"""A proposal sanctions nobody; it is what the competent body decides on."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.sanctions.eligibility import Eligibility
from taizhang.domain.sanctions.events import SanctionProposed
from taizhang.domain.sanctions.rows import Sanction


@pytest.mark.rule("S2-31")
def test_proposal_names_the_measure_and_the_ground(santangjie: Any, proposal: Any) -> None:
    assert santangjie.do(proposal) == [
        SanctionProposed(
            sanction="s",
            organisation="jingui",
            target="unit",
            measure="取消年度评先评优资格",
            bars=["年度评先评优"],
            months=12,
            ground="问题未按期整改",
            clause=None,
        )
    ]


def test_nobody_is_barred_by_it(proposed: Any) -> None:
    assert proposed.folded(Sanction)["s",].state == "proposed"
    assert proposed.folded(Eligibility) == {}


def test_identifier_is_given_once(proposed: Any, proposal: Any) -> None:
    assert proposed.code_of(proposal) == "domain.taken"


def test_unknown_unit_is_refused(proposed: Any, proposal: Any) -> None:
    other = replace(proposal, sanction="s2", organisation="nowhere")
    assert proposed.refusal(other).values["id"] == "nowhere"


def test_village_proposes_nothing(santangjie: Any, proposal: Any) -> None:
    assert santangjie.code_of(proposal, "village:jingui") == "commands.forbidden"
