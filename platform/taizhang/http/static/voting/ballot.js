// A ballot: choices sealed for the tellers, and an identifier under which it is sent.
import { base64, hex, joined, unhex, utf8 } from "./bytes.js";
import { seal } from "./hpke.js";
import { proofOf, slipOf } from "./slip.js";

const VERSION = 1;
const MARK = 17;

// A version byte; then of each question the place of the choice (0: blank) and a tracking number.
const plain = (places) => {
  const bytes = crypto.getRandomValues(new Uint8Array(1 + MARK * places.length));
  bytes[0] = VERSION;
  places.forEach((place, question) => {
    bytes[1 + MARK * question] = place;
  });
  return bytes;
};

export const sealed = (box, publicKey, slip, places) => {
  const info = joined(utf8("taizhang ballot 1"), [0], utf8(box), [0], unhex(slip));
  return seal(unhex(publicKey), info, plain(places));
};

const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40; // a random UUID (RFC 9562, version 4)
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

// The id and the very bytes that are sent, as often as it takes.
export const made = async (paper, code, places) => {
  const proof = await proofOf(code);
  const slip = await slipOf(paper.box, proof);
  const bytes = await sealed(paper.box, paper.public_key, slip, places);
  return { id: newId(), body: JSON.stringify({ box: paper.box, proof, sealed: base64(bytes) }) };
};

// The part of the id that people compare.
export const shortOf = (id) => id.replace(/-/g, "").slice(0, 8).toUpperCase().replace(/^.{4}/, "$&-");
