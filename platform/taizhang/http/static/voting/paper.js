// The public paper of a box: what is asked, under which key, and whether it is open.
import { pauseAfter } from "./sending.js";

const asked = async (place) => {
  const answer = await fetch(`${location.pathname.replace(/\/$/, "")}/paper`, {
    cache: "no-store", credentials: "omit",
  });
  return { status: answer.status, data: await answer.json() };
};

// `waited(attempt, ms)` is the pause before the next attempt.
export const paperOf = async (place, waited) => {
  for (let attempt = 1; ; attempt += 1) {
    let answer = { status: 0, data: {} };
    try {
      answer = await asked(place);
    } catch (error) {
      // no answer, or none that can be read
    }
    const { status, data } = answer;
    if (status === 200 && data.box === place.box) return { meant: "paper", data };
    if (status >= 400 && status < 500 && data.status === status) return { meant: "refused", data };
    await waited(attempt, pauseAfter(attempt, 0));
  }
};
