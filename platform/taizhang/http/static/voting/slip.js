// The code of a slip: what was meant by what was typed, and what follows from it.
import { hex, joined, sha256, unhex, utf8 } from "./bytes.js";

const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 18;
const CHECK = 37;
const MEANT = { I: "1", L: "1", O: "0" };

// Full width, small letters, spaces, any dash, and I, L, O are forgiven.
export const canonical = (typed) =>
  typed.normalize("NFKC").toUpperCase()
    .replace(/[\s\u2010-\u2015\u2212_.-]/g, "").replace(/[ILO]/g, (letter) => MEANT[letter]);

// The code as it was meant, or null when it is mistyped.
export const codeOf = (typed) => {
  const text = canonical(typed);
  const values = Array.from(text, (symbol) => SYMBOLS.indexOf(symbol));
  if (values.length !== LENGTH || values.indexOf(-1) >= 0) return null;
  const check = values.slice(0, -1).reduce((rest, value) => (rest * 32 + value) % CHECK, 0);
  return check === values[LENGTH - 1] ? text : null;
};

export const grouped = (text) => (text.match(/.{1,6}/g) || []).join("-");

// What a ballot shows for its slip, and what the log knows of it; both in hex.
export const proofOf = async (code) => hex(await sha256(utf8(code)));

export const slipOf = async (box, proof) =>
  hex(await sha256(joined(utf8("taizhang slip"), [0], utf8(box), [0], unhex(proof))));
