// The pages of the documentation that a person at the explorer needs, as HTML beside it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import markdown from "markdown-it";

const PAGES = { "graphql.md": "给对接系统的 GraphQL 接口", "subscriptions.md": "订阅变化" };

export function guides(docs) {
  return Object.entries(PAGES).map(([name, title]) => {
    const text = readFileSync(join(docs, name), "utf8");
    return [name.replace(".md", ".html"), page(title, renderer().render(text))];
  });
}

function renderer() {
  const made = markdown();
  made.core.ruler.push("anchors", ({ tokens }) => {
    tokens.forEach((token, n) => {
      if (token.type === "heading_open") token.attrSet("id", anchor(tokens[n + 1].content));
    });
  });
  const plain = made.renderer.renderToken.bind(made.renderer);
  made.renderer.rules.link_open = (tokens, n, options) => {
    const [page, mark] = tokens[n].attrGet("href").split("#");
    if (page in PAGES) tokens[n].attrSet("href", page.replace(".md", ".html") + (mark ? `#${mark}` : ""));
    return plain(tokens, n, options);
  };
  return made;
}

// As the forge names headings, so that links in the source work in both.
function anchor(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
}

function page(title, body) {
  return `<!doctype html>
<html lang="zh-Hans">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 台账</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/style.css">
<p><a href="/graphql">返回查询台</a></p>
${body}
</html>
`;
}
