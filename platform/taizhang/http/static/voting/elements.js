// Elements: all text goes in as text, so that no name can become markup.

export const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  Object.keys(attributes || {}).forEach((key) => {
    const value = attributes[key];
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null) made.setAttribute(key, value);
  });
  children.forEach((child) => {
    if (child) made.append(child);
  });
  return made;
};

export const button = (text, click, kind) =>
  element("button", { type: "button", class: kind || "", click }, text);

export const heading = (text) => element("h2", { tabindex: "-1" }, text);

export const paragraph = (text, kind) => element("p", { class: kind || null }, text);

export const emptied = (parent) => {
  while (parent.firstChild) parent.removeChild(parent.firstChild);
  return parent;
};
