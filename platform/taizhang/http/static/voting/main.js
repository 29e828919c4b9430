// The voters' page: from the code on a slip to the receipt.
import { made } from "./ballot.js";
import { codeEntry } from "./code.js";
import { app, isShown, pausedIn, show, switchLanguage } from "./drawing.js";
import { form, goTo } from "./form.js";
import * as keeping from "./kept.js";
import { paperOf } from "./paper.js";
import { review } from "./review.js";
import { deliver } from "./sending.js";
import { codeOf, grouped } from "./slip.js";
import * as states from "./states.js";

const send = async (key, ballot) => {
  app.places = [];
  app.wait = null;
  show(states.sending);
  const url = `/api/${app.place.segment}/ballots/cast`;
  const { meant, data } = await deliver(url, ballot, pausedIn(states.sending));
  keeping.forget(key);
  app.atRisk = false;
  if (meant === "refused") return refuse(data);
  app.repeated = data.state === "repeated";
  keeping.keepReceipt(app.place, ballot.id);
  // The code leads an auditor with the joined key to this ballot: it does not stay in the history.
  history.replaceState(null, "", location.pathname);
  return showReceipt(ballot.id);
};

const refuse = (problem) => {
  app.problem = problem;
  show(states.refused);
};

const showReceipt = (id) => {
  app.receipt = id;
  show(states.received);
};

const cast = async () => {
  show(states.loading);
  const key = await keeping.keyOf(app.place, app.code);
  let ballot = keeping.kept(key); // another tab was quicker
  app.isKept = true;
  if (!ballot) {
    ballot = await made(app.paper, app.code, app.places);
    app.isKept = keeping.keep(key, ballot);
    app.atRisk = !app.isKept;
  }
  await send(key, ballot);
};

const vote = () => {
  app.shown = grouped(app.code);
  app.atRisk = true;
  show((now) => form(now, check));
};

const check = () => show((now) => review(now, { back, blank, cast: guarded(cast) }));

const back = (number) => {
  vote();
  if (number !== undefined) goTo(number);
};

const blank = () => {
  app.places = app.places.map((place) => (place === null ? 0 : place));
  check();
};

const takeCode = (code) => {
  app.code = code;
  app.typed = "";
  history.replaceState(null, "", `${location.pathname}#${grouped(code)}`);
  guarded(begin)();
};

// What is under way comes first: the box may have been closed since, the answer counts.
const resumed = async () => {
  const own = app.code ? await keeping.keyOf(app.place, app.code) : null;
  const key = own || keeping.waiting(app.place)[0];
  const ballot = key ? keeping.kept(key) : null;
  if (!ballot) return false;
  app.isKept = true;
  await send(key, ballot);
  return true;
};

const begin = async () => {
  if (await resumed()) return null;
  const receipt = app.code || app.typed ? null : keeping.receipt(app.place);
  if (receipt) return showReceipt(receipt);
  const { meant, data } = await paperOf(app.place, pausedIn(states.unreachable));
  if (meant === "refused") return refuse(data);
  const before = app.paper && app.paper.state;
  app.paper = data;
  if (data.state !== "open") return rest(before);
  app.places = data.questions.map(() => null);
  return app.code ? vote() : show((now) => codeEntry(now, takeCode));
};

// Before the opening the page asks again by itself; phones do not ask all at once.
const rest = (before) => {
  if (!isShown(states.resting) || before !== app.paper.state) show(states.resting);
  if (app.paper.state === "prepared") setTimeout(guarded(begin), 5000 + Math.random() * 5000);
};

const guarded = (work) => () =>
  work().catch((error) => {
    console.error(error);
    show(states.faulty);
  });

// What was chosen is kept nowhere before it is sealed: a reload by mistake asks first.
const warned = (event) => {
  if (!app.atRisk) return;
  event.preventDefault();
  event.returnValue = "";
};

app.reload = () => location.reload();
app.another = () => {
  keeping.forgetReceipt(app.place);
  history.replaceState(null, "", location.pathname);
  location.reload();
};

const start = () => {
  const parts = location.pathname.split("/").filter(Boolean);
  const [tenant, box] = parts.slice(1, 3).map(decodeURIComponent);
  app.place = { segment: parts[1], tenant, box };
  document.getElementById("language").addEventListener("click", switchLanguage);
  window.addEventListener("beforeunload", warned);
  window.addEventListener("hashchange", app.reload); // another slip was scanned
  const typed = location.hash.slice(1);
  app.code = codeOf(typed);
  app.typed = app.code ? "" : typed;
  if (!window.crypto || !crypto.subtle || typeof TextEncoder !== "function") show(states.insecure);
  else guarded(begin)();
};

start();
