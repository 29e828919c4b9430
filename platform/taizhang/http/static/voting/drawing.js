// Drawing: one view at a time, in the language asked for, told to screen readers as well.
import { emptied } from "./elements.js";
import { loading } from "./states.js";
import { words } from "./words.js";

// What the page knows. Of the choices nothing is kept anywhere else before they are sealed.
export const app = { lang: "zh", t: words("zh"), places: [], paper: null, code: null, wait: null };
const at = (id) => document.getElementById(id);
let view = loading;

export const isShown = (other) => view === other;

export const draw = () => {
  emptied(at("page")).append(...view(app).filter(Boolean));
  const { t, paper } = app;
  document.documentElement.lang = app.lang === "en" ? "en" : "zh-Hans";
  document.title = at("title").textContent = (paper && paper.title) || t("title");
  at("where").textContent = paper ? [paper.tenant, paper.place].filter(Boolean).join(" · ") : "";
  at("rehearsal").textContent = paper && paper.rehearsal ? t("rehearsal") : "";
  at("language").textContent = t("other");
};

const focusTitle = () => {
  const title = at("page").querySelector("h2");
  if (title) title.focus();
};

const say = (text) => {
  if (at("said").textContent !== text) at("said").textContent = text;
};

// A new view begins at its heading, for eyes and for screen readers.
export const show = (next) => {
  view = next;
  draw();
  window.scrollTo(0, 0);
  focusTitle();
  say("");
};

// The same view with something new to tell.
export const update = () => {
  const held = at("page").contains(document.activeElement);
  draw();
  if (held) focusTitle();
  const text = at("page").querySelector("p");
  say(text ? text.textContent : "");
};

// A pause that ends early when the phone is online again, or the voter does not want to wait.
export const pausedIn = (state) => (attempt, milliseconds) =>
  new Promise((resolve) => {
    app.wait = { attempt, seconds: Math.ceil(milliseconds / 1000) };
    const timer = setTimeout(() => app.wake(), milliseconds);
    app.wake = () => {
      clearTimeout(timer);
      window.removeEventListener("online", app.wake);
      app.wait = null;
      update();
      resolve();
    };
    window.addEventListener("online", app.wake);
    if (!isShown(state)) show(state);
    update();
  });

export const switchLanguage = () => {
  app.lang = app.lang === "en" ? "zh" : "en";
  app.t = words(app.lang);
  draw();
  at("language").lang = app.lang === "en" ? "zh" : "en";
  at("language").focus();
};
