// The review before casting: what was chosen, and what was not.
import { button, element, heading, paragraph } from "./elements.js";
import { asks, choiceOf, nameOf, openOf, subjectsOf } from "./form.js";

const line = (app, subject, index, number) => {
  const { paper, places, t, lang } = app;
  const name = `${index + 1}. ${nameOf(subject, t)}`;
  const more = asks(paper, number, lang);
  const place = places[number];
  const said = place === null ? "—" : choiceOf(paper, number, place, t, lang);
  const row = element("div", { class: place === null ? "open" : null });
  row.append(element("dt", {}, more ? `${name} · ${more}` : name), element("dd", {}, said));
  return row;
};

// All lines, or only some of them.
const list = (app, shown) => {
  const made = element("dl", { class: "review" });
  subjectsOf(app.paper).forEach((subject, index) => {
    const some = subject.numbers.filter((number) => !shown || shown.indexOf(number) >= 0);
    some.forEach((number) => made.append(line(app, subject, index, number)));
  });
  return made;
};

const summary = ({ paper, places, t, lang }) => {
  const said = new Map();
  places.forEach((place, number) => {
    const word = choiceOf(paper, number, place, t, lang);
    said.set(word, (said.get(word) || 0) + 1);
  });
  return Array.from(said, ([word, count]) => `${word} ${count}`).join(" · ");
};

// `acts`: back(number) to the form, blank() for all that is open, cast().
export const review = (app, acts) => {
  const { t } = app;
  const open = openOf(app.places);
  const back = button(t("back"), () => acts.back(open[0]), open.length ? "main" : "quiet");
  const bar = element("div", { class: "bar" });
  if (open.length) {
    bar.append(button(t("allBlank", { count: open.length }), acts.blank, "quiet"), back);
    return [heading(t("open", { count: open.length })), list(app, open), bar];
  }
  bar.append(back, button(t("cast"), acts.cast, "main"));
  return [heading(t("reviewTitle")), paragraph(summary(app)), paragraph(t("final"), "soft"), list(app), bar];
};
