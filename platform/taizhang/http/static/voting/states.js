// Every state of the page that is not the ballot itself.
import { shortOf } from "./ballot.js";
import { button, element, heading, paragraph } from "./elements.js";

export const loading = (app) => [paragraph(app.t("loading"))];

export const unreachable = (app) =>
  app.wait
    ? [paragraph(app.t("offline", app.wait)), button(app.t("retry"), app.wake, "main")]
    : loading(app);

export const insecure = ({ t }) => [
  heading(t("noCrypto")), paragraph(t("noCryptoWhy")), paragraph(t("paper"), "note"),
];

// A box that is not open: `prepared`, `ended` or `closed`.
export const resting = ({ t, paper }) => [
  heading(t(paper.state)), paragraph(t(`${paper.state}Why`), "note"),
];

export const sending = (app) => {
  const { t, wait } = app;
  const parts = [heading(t("sending"))];
  parts.push(paragraph(wait ? t("sendingAgain", wait) : t("sendingNow")));
  if (wait) parts.push(button(t("retry"), app.wake, "main"));
  parts.push(paragraph(t(app.isKept ? "isKept" : "isNotKept"), "note"));
  if (wait && wait.attempt > 2) parts.push(paragraph(t("stuck"), "note"));
  return parts;
};

export const received = ({ t, receipt, repeated, another }) => [
  element("p", { class: "tick", "aria-hidden": "true" }, "✓"),
  heading(t("received")),
  element("p", {}, `${t("receivedNo")} `, element("strong", { class: "code" }, shortOf(receipt))),
  repeated ? paragraph(t("repeated"), "soft") : null,
  paragraph(t("receivedWhy"), "note"),
  button(t("lend"), another, "quiet"),
];

const reason = (problem, lang) => (lang === "en" && problem.detail_en) || problem.detail;

// A refusal of the platform, with the clause that it quotes.
export const refused = (app) => {
  const { t, problem, lang } = app;
  const spent = problem.code === "ballots.slip_spent";
  const ofSlip = problem.code.indexOf("ballots.slip") === 0;
  return [
    heading(t("refused")),
    paragraph(reason(problem, lang), "why"),
    problem.clause ? element("blockquote", {}, problem.clause) : null,
    spent ? paragraph(t("spentWhy"), "note") : null,
    paragraph(t("refusedWhy"), "note"),
    ofSlip ? button(t("again"), app.another, "quiet") : button(t("reload"), app.reload, "quiet"),
  ];
};

export const faulty = ({ t, reload }) => [
  heading(t("fault")), paragraph(t("paper"), "note"), button(t("reload"), reload, "quiet"),
];
