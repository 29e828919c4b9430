// Lists the commands of the OpenAPI document, area by area, with the fields of each body.
const element = (name, text, className) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
};

const kind = (schema, components) => {
  if (schema.$ref) return kind(components[schema.$ref.split("/").pop()], components);
  if (schema.anyOf) return schema.anyOf.map((each) => kind(each, components)).join(" | ");
  if (schema.enum) return schema.enum.join(" | ");
  if (schema.type === "array") return `[${schema.items ? kind(schema.items, components) : ""}]`;
  if (schema.type === "object") return schema.title || "object";
  return [schema.type, schema.format, schema.maxLength && `≤${schema.maxLength}`].filter(Boolean).join(" ");
};

const fields = (body, components) => {
  const schema = body.$ref ? components[body.$ref.split("/").pop()] : body;
  const table = element("table");
  for (const [name, field] of Object.entries(schema.properties || {})) {
    const line = table.insertRow();
    line.insertCell().append(element("code", name));
    line.insertCell().append(element("code", kind(field, components)));
    const needed = (schema.required || []).includes(name) ? "必填" : "可选";
    line.insertCell().append(element("span", [needed, field.title, field.description].filter(Boolean).join(" · ")));
  }
  return table;
};

const show = (api) => {
  const main = document.getElementById("commands");
  main.replaceChildren();
  const areas = new Map();
  for (const [path, { post }] of Object.entries(api.paths)) {
    const area = post.tags[0];
    if (!areas.has(area)) areas.set(area, main.appendChild(element("section")).appendChild(element("h2", area)).parentNode);
    const details = areas.get(area).appendChild(element("details"));
    const summary = details.appendChild(element("summary"));
    summary.append(element("strong", post.summary), element("code", `POST ${path}`, "path soft"));
    details.append(element("pre", post.description, "soft"));
    details.append(fields(post.requestBody.content["application/json"].schema, api.components.schemas));
  }
};

fetch("/schema/openapi.json").then((answer) => answer.json()).then(show);
