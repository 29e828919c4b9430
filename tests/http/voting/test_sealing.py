"""What the page seals in JavaScript, the tellers open in Python: bytes and meaning are the same."""

import base64
import json
import random
import secrets
from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.ballots import box_keys
from taizhang.domain.ballots.commands import MAX_QUESTIONS
from taizhang.domain.ballots.sealing import sealed_size, unseal
from taizhang.domain.ballots.slip_codes import new_code, proof_of, slip_of

KEY = box_keys.private_key(bytes(range(16)))
PUBLIC = box_keys.public_text(KEY)

#: RFC 9180, appendix A.3.1 (base mode), sequence number 0.
VECTOR = {
    "info": "4f6465206f6e2061204772656369616e2055726e",
    "pkRm": (
        "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82"
        "6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0"
    ),
    "skEm": "4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb",
    "pkEm": (
        "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
        "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4"
    ),
    "pt": "4265617574792069732074727574682c20747275746820626561757479",
    "aad": "436f756e742d30",
}
CIPHER_TEXT = (
    "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434"
)

SEAL_AS_RFC = """
import { hex, unhex } from "./bytes.js";
import { seal } from "./hpke.js";
const url = (text) => Buffer.from(text, "hex").toString("base64url");
const x = url(given.pkEm.slice(2, 66)), y = url(given.pkEm.slice(66));
const curve = { name: "ECDH", namedCurve: "P-256" };
const jwk = { kty: "EC", crv: "P-256", x, y };
const pair = {
  publicKey: await crypto.subtle.importKey("raw", unhex(given.pkEm), curve, true, []),
  privateKey: await crypto.subtle.importKey(
    "jwk", { ...jwk, d: url(given.skEm) }, curve, true, ["deriveBits"]),
};
const [receiver, info, plain, aad] = ["pkRm", "info", "pt", "aad"].map((key) => unhex(given[key]));
tell(hex(await seal(receiver, info, plain, aad, pair)));
"""

MAKE_BALLOTS = """
import { made } from "./ballot.js";
import { codeOf } from "./slip.js";
const ballots = [];
for (const { box, key, code, places } of given)
  ballots.push(await made({ box, public_key: key }, codeOf(code), places));
tell(ballots);
"""


def test_sealing_is_that_of_the_standard(run_module: Callable[..., Any]) -> None:
    assert run_module(SEAL_AS_RFC, VECTOR) == VECTOR["pkEm"] + CIPHER_TEXT


@pytest.fixture(scope="module")
def orders() -> list[dict[str, Any]]:
    """Ballots of every length, with codes written as people write them."""
    chance = random.Random(9180)
    lengths = [1, 2, 72, MAX_QUESTIONS, *(chance.randint(1, 80) for _ in range(60))]
    return [
        {
            "box": chance.choice(["b", "2015-述职-1", "x" * 64]),
            "key": PUBLIC,
            "code": new_code().lower().replace("-", chance.choice([" ", "", "-"])),
            "places": [chance.randint(0, 20) for _ in range(length)],
        }
        for length in lengths
    ]


@pytest.fixture(scope="module")
def ballots(run_module: Callable[..., Any], orders: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the page would send for each order."""
    sent = run_module(MAKE_BALLOTS, orders)
    return [{**json.loads(each["body"]), "id": each["id"]} for each in sent]


@pytest.mark.rule("S0-11")
@pytest.mark.rule("S1-12")
def test_the_tellers_read_what_the_voters_chose(
    orders: list[dict[str, Any]], ballots: list[dict[str, Any]]
) -> None:
    for order, ballot in zip(orders, ballots, strict=True):
        slip = slip_of(order["box"], proof_of(order["code"]))
        sealed = base64.b64decode(ballot["sealed"], validate=True)
        marks = unseal(KEY, order["box"], slip, sealed, len(order["places"]))
        assert marks is not None
        assert [mark.place for mark in marks] == order["places"]


def test_every_ballot_of_a_box_is_equally_long(
    orders: list[dict[str, Any]], ballots: list[dict[str, Any]]
) -> None:
    sizes = [len(base64.b64decode(ballot["sealed"])) for ballot in ballots]
    assert sizes == [sealed_size(len(order["places"])) for order in orders]


def test_the_proof_of_the_slip_is_shown_and_never_its_code(
    orders: list[dict[str, Any]], ballots: list[dict[str, Any]]
) -> None:
    for order, ballot in zip(orders, ballots, strict=True):
        assert ballot.keys() == {"box", "proof", "sealed", "id"}
        assert (ballot["box"], ballot["proof"]) == (order["box"], proof_of(order["code"]))


def test_tracking_numbers_never_repeat(
    orders: list[dict[str, Any]], ballots: list[dict[str, Any]]
) -> None:
    numbers = []
    for order, ballot in zip(orders, ballots, strict=True):
        slip, count = slip_of(order["box"], ballot["proof"]), len(order["places"])
        sealed = base64.b64decode(ballot["sealed"])
        numbers += [mark.number for mark in unseal(KEY, order["box"], slip, sealed, count) or ()]
    assert len(set(numbers)) == len(numbers) == sum(len(order["places"]) for order in orders)


@pytest.mark.rule("S0-11")
def test_a_ballot_opens_under_no_other_slip(
    orders: list[dict[str, Any]], ballots: list[dict[str, Any]]
) -> None:
    order, sealed = orders[0], base64.b64decode(ballots[0]["sealed"])
    other = slip_of(order["box"], secrets.token_hex(32))
    assert unseal(KEY, order["box"], other, sealed, len(order["places"])) is None


def test_no_two_ballots_go_under_one_id(ballots: list[dict[str, Any]]) -> None:
    assert len({ballot["id"] for ballot in ballots}) == len(ballots)
