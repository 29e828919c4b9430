// The code, typed by hand.
import { element, heading, paragraph } from "./elements.js";
import { canonical, codeOf } from "./slip.js";

const INPUT = {
  id: "code", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
  inputmode: "text", maxlength: "40", "aria-describedby": "hint wrong",
};

// `taken` is called with the code as it was meant.
export const codeEntry = (app, taken) => {
  const { t } = app;
  const wrong = element("p", { id: "wrong", class: "why", role: "alert" });
  const input = element("input", Object.assign({ value: app.typed || "" }, INPUT));
  const complain = () => {
    input.setAttribute("aria-invalid", "true");
    wrong.textContent = t("codeWrong", { count: canonical(input.value).length });
  };
  const submit = (event) => {
    event.preventDefault();
    app.typed = input.value;
    const code = codeOf(input.value);
    if (code) return taken(code);
    complain();
    return input.focus();
  };
  if (app.typed) complain();
  const fields = [
    element("label", { for: "code" }, t("codeLabel")), input, wrong,
    paragraph(t("codeHint"), "soft"), element("button", { class: "main" }, t("next")),
  ];
  fields[3].id = "hint";
  return [heading(t("codeTitle")), element("form", { submit, novalidate: true }, ...fields)];
};
