// The ballot as a form: one group of radio buttons a question, subject by subject.
import { button, element, heading, paragraph } from "./elements.js";

// Subjects in the order of the slip, each with the numbers of its questions.
export const subjectsOf = (paper) => {
  const found = new Map();
  paper.questions.forEach((question, number) => {
    if (!found.has(question.about)) found.set(question.about, []);
    found.get(question.about).push(number);
  });
  return Array.from(found, ([about, numbers]) => Object.assign({ numbers }, paper.subjects[about]));
};

// Persons go by the unit that they serve: their names are on the paper, never here.
export const nameOf = ({ name, person, numbers }, t) =>
  person ? name + t("row", { row: numbers[0] + 1 }) : name;

export const openOf = (places) =>
  places.map((place, number) => (place === null ? number : -1)).filter((number) => number >= 0);

const both = (word, english, lang) =>
  lang === "en" && english[word] ? `${english[word]} ${word}` : word;

export const choiceOf = (paper, number, place, t, lang) =>
  place === 0 ? t("blank") : both(paper.questions[number].choices[place - 1], paper.english, lang);

const commonText = (paper) => {
  const { text } = paper.questions[0];
  return paper.questions.every((each) => each.text === text) ? text : "";
};

// What a question says beside the name: its item, and its text where texts differ.
export const asks = (paper, number, lang) => {
  const { item, text } = paper.questions[number];
  return [both(item, paper.english, lang), commonText(paper) ? "" : text].filter(Boolean).join(":");
};

const option = (app, number, place, chosen) => {
  const { paper, places, t, lang } = app;
  const input = element("input", {
    type: "radio", name: `q${number}`, value: place, checked: places[number] === place,
    change: () => chosen(number, place),
  });
  const label = element("span", {}, choiceOf(paper, number, place, t, lang));
  return element("label", { class: place ? "choice" : "choice blank" }, input, label);
};

const question = (app, number, legend, chosen) => {
  const options = app.paper.questions[number].choices.map((_, index) => index + 1);
  const kind = app.places[number] === null ? null : "done";
  const set = element("fieldset", { id: `q${number}`, class: kind }, element("legend", {}, legend));
  const row = element("div", { class: "choices" });
  options.concat(0).forEach((place) => row.append(option(app, number, place, chosen)));
  set.append(row);
  return set;
};

const subjectPart = (app, subject, index, chosen) => {
  const name = `${index + 1}. ${nameOf(subject, app.t)}`;
  const [first] = subject.numbers;
  if (subject.numbers.length === 1) {
    const more = asks(app.paper, first, app.lang);
    return question(app, first, more ? `${name} · ${more}` : name, chosen);
  }
  const title = element("h3", { id: `s${index}` }, name);
  const part = element("div", { role: "group", "aria-labelledby": `s${index}`, class: "subject" }, title);
  subject.numbers.forEach((number) => {
    part.append(question(app, number, asks(app.paper, number, app.lang) || name, chosen));
  });
  return part;
};

export const goTo = (number) => {
  const set = document.getElementById(`q${number}`);
  set.scrollIntoView({ block: "center" });
  set.querySelector("input").focus({ preventScroll: true });
};

// `done` is called when the voter wants to check what was chosen.
export const form = (app, done) => {
  const { paper, places, t } = app;
  const progress = element("p", { class: "progress" });
  const jump = button(t("jump"), () => goTo(openOf(places)[0]), "quiet");
  const bar = element("div", { class: "bar" }, progress, jump, button(t("check"), done, "main"));
  const count = () => {
    const open = openOf(places).length;
    progress.textContent = t("progress", { done: places.length - open, all: places.length });
    jump.hidden = open === 0;
  };
  const chosen = (number, place) => {
    places[number] = place;
    document.getElementById(`q${number}`).className = "done";
    count();
  };
  const parts = subjectsOf(paper).map((subject, index) => subjectPart(app, subject, index, chosen));
  const lines = element("form", { submit: (event) => event.preventDefault() }, ...parts);
  count();
  const text = commonText(paper);
  const code = paragraph(t("slip", { code: app.shown }), "code");
  return [heading(text || t("title")), code, paragraph(t("rule"), "soft"), lines, bar];
};
