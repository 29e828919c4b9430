// Ballots on their way: kept from before the first attempt until the receipt, reloads included.
// What is kept is sealed; of the choices nothing is.
import { proofOf, slipOf } from "./slip.js";

const memory = new Map();

// Storage that is switched off throws when it is named, full storage when it is written.
const attempt = (work, otherwise) => {
  try {
    return work();
  } catch (error) {
    return otherwise;
  }
};

const read = (area, key) => attempt(() => window[area].getItem(key), null);

// Whether it will be there after a reload.
const write = (area, key, text) => {
  memory.set(key, text);
  return attempt(() => {
    window[area].setItem(key, text);
    return read(area, key) === text;
  }, false);
};

const drop = (area, key) => {
  memory.delete(key);
  attempt(() => window[area].removeItem(key));
};

const prefixOf = (place) => `taizhang.ballot/${place.tenant}/${place.box}/`;

export const keyOf = async (place, code) =>
  prefixOf(place) + (await slipOf(place.box, await proofOf(code)));

export const keep = (key, ballot) => write("localStorage", key, JSON.stringify(ballot));

export const kept = (key) => {
  const text = memory.get(key) || read("localStorage", key);
  return text ? JSON.parse(text) : null;
};

// Where no slip is at hand: the keys of all that wait for this box.
export const waiting = (place) =>
  attempt(() => Object.keys(window.localStorage), []).filter((key) => key.indexOf(prefixOf(place)) === 0);

export const forget = (key) => drop("localStorage", key);

// The id of what was received, for as long as this tab is open.
const receiptKey = (place) => `taizhang.receipt/${place.tenant}/${place.box}`;

export const keepReceipt = (place, id) => write("sessionStorage", receiptKey(place), id);

export const receipt = (place) => read("sessionStorage", receiptKey(place));

export const forgetReceipt = (place) => drop("sessionStorage", receiptKey(place));
