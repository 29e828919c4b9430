// Sending: the same bytes under the same id until the platform itself has answered.

const PATIENCE = 15000; // ms for one attempt
const LONGEST = 30000; // ms between two
const LATER = [408, 425, 429];
// Said of the moment, not of the ballot: the same one may be asked again.
const BUSY = ["commands.conflict", "log.moved"];

const once = async (url, ballot, patience) => {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": ballot.id };
  const asked = { method: "POST", headers, body: ballot.body, redirect: "error", credentials: "omit" };
  const stop = typeof AbortController === "function" ? new AbortController() : null;
  if (stop) asked.signal = stop.signal;
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => {
      if (stop) stop.abort();
      fail(new Error("timeout"));
    }, patience || PATIENCE);
  });
  try {
    return await Promise.race([answered(url, asked), late]);
  } finally {
    clearTimeout(timer);
  }
};

const answered = async (url, asked) => {
  const answer = await fetch(url, asked);
  const after = Number(answer.headers.get("Retry-After")) * 1000;
  return { status: answer.status, after: after || 0, data: await answer.json() };
};

// Whatever stands on the way (a proxy, the login page of a network) may answer as well: only the
// platform's own receipts and problems end the sending.
export const meaning = (answer, id) => {
  const data = answer.data || {};
  const receipt = answer.status === 200 && data.command_id === id;
  if (receipt && (data.state === "appended" || data.state === "repeated")) return "received";
  const refused = answer.status >= 400 && answer.status < 500 && data.status === answer.status;
  if (!refused || typeof data.code !== "string") return "again";
  return LATER.indexOf(answer.status) >= 0 || BUSY.indexOf(data.code) >= 0 ? "again" : "refused";
};

// Longer each time, and phones that failed together do not come back together. A server that
// asks for more patience than a meeting has is asked again all the same.
export const pauseAfter = (attempt, after) => {
  const wait = Math.min(LONGEST, 1000 * 2 ** (attempt - 1));
  return Math.max(Math.min(after, 4 * LONGEST), wait) + Math.random() * 0.3 * wait;
};

// Ends with the receipt or the refusal. `waited(attempt, ms)` is the pause before the next one.
export const deliver = async (url, ballot, waited, patience) => {
  for (let attempt = 1; ; attempt += 1) {
    let answer = { status: 0, after: 0, data: null };
    try {
      answer = await once(url, ballot, patience);
    } catch (error) {
      // no answer, or none that can be read: it may have arrived, or not
    }
    const meant = meaning(answer, ballot.id);
    if (meant !== "again") return { meant, data: answer.data };
    await waited(attempt, pauseAfter(attempt, answer.after));
  }
};
