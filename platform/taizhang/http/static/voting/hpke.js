// HPKE (RFC 9180), base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, by WebCrypto.
import { joined, utf8 } from "./bytes.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const KEM = joined(utf8("KEM"), [0x00, 0x10]);
const SUITE = joined(utf8("HPKE"), [0x00, 0x10], [0x00, 0x01], [0x00, 0x01]);
const VERSION = utf8("HPKE-v1");
const NOTHING = new Uint8Array(0);
const BASE_MODE = [0];

const hmac = async (key, data) => {
  const sha = { name: "HMAC", hash: "SHA-256" };
  const ready = await crypto.subtle.importKey("raw", key, sha, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", ready, data));
};

// No salt is a salt of zeros (RFC 5869), and WebCrypto takes no key without bytes.
const extract = (suite, salt, label, input) =>
  hmac(salt.length ? salt : new Uint8Array(32), joined(VERSION, suite, utf8(label), input));

// One block of HKDF is enough: nothing here is longer than 32 bytes.
const expand = async (suite, secret, label, info, length) => {
  const labelled = joined([0, length], VERSION, suite, utf8(label), info);
  return (await hmac(secret, joined(labelled, [1]))).slice(0, length);
};

export const newPair = () => crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);

const encapsulated = async (receiver, pair) => {
  const theirs = await crypto.subtle.importKey("raw", receiver, CURVE, false, []);
  const enc = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const agreement = { name: "ECDH", public: theirs };
  const dh = new Uint8Array(await crypto.subtle.deriveBits(agreement, pair.privateKey, 256));
  const secret = await extract(KEM, NOTHING, "eae_prk", dh);
  return { enc, shared: await expand(KEM, secret, "shared_secret", joined(enc, receiver), 32) };
};

const schedule = async (shared, info) => {
  const name = await extract(SUITE, NOTHING, "psk_id_hash", NOTHING);
  const about = await extract(SUITE, NOTHING, "info_hash", info);
  const context = joined(BASE_MODE, name, about);
  const secret = await extract(SUITE, shared, "secret", NOTHING);
  return {
    key: await expand(SUITE, secret, "key", context, 16),
    nonce: await expand(SUITE, secret, "base_nonce", context, 12),
  };
};

// `receiver` is an uncompressed point. The answer is the sender's point and the cipher text.
// A pair serves one message only; nobody but a test hands one in.
export const seal = async (receiver, info, plain, aad, pair) => {
  const { enc, shared } = await encapsulated(receiver, pair || (await newPair()));
  const { key, nonce } = await schedule(shared, info);
  const cipher = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const how = { name: "AES-GCM", iv: nonce, additionalData: aad || NOTHING, tagLength: 128 };
  return joined(enc, new Uint8Array(await crypto.subtle.encrypt(how, cipher, plain)));
};
