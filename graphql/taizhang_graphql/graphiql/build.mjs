// Builds the page into a folder: node build.mjs <folder> <docs>. Names carry a hash of what they hold.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { guides } from "./guides.mjs";
import { licences } from "./licences.mjs";

const [folder, docs] = process.argv.slice(2);
const AT = "/static/graphiql";
const WORKERS = {
  editor: "monaco-editor/esm/vs/editor/editor.worker.js",
  graphql: "monaco-graphql/esm/graphql.worker.js",
  json: "monaco-editor/esm/vs/language/json/json.worker.js",
};
const common = {
  bundle: true,
  define: { "process.env.NODE_ENV": '"production"' },
  entryNames: "[name]-[hash]",
  legalComments: "none", // licences.txt has them whole
  loader: { ".graphql": "text", ".ttf": "file" },
  logLevel: "warning",
  metafile: true,
  minify: true,
  outdir: folder,
  target: "es2022",
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const workers = await build({ ...common, entryPoints: WORKERS, format: "iife" });
const page = await build({
  ...common,
  assetNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  define: { ...common.define, WORKERS: JSON.stringify(named(workers, ".js")) },
  entryPoints: { page: "src/main.jsx" },
  format: "esm",
  jsx: "automatic",
  splitting: true,
});

write("licences.txt", licences([workers, page]));
for (const [name, html] of guides(docs)) write(name, html);
for (const name of readdirSync(folder)) {
  if (/\.(js|css|html|txt)$/.test(name)) {
    write(`${name}.gz`, gzipSync(readFileSync(join(folder, name)), { level: 9 }));
  }
}
const html = readFileSync("page.html", "utf8")
  .replace("{{style}}", named(page, ".css").page)
  .replace("{{script}}", named(page, ".js").page);
write("page.html", html); // last: with it the page is whole

function named(result, ending) {
  const made = Object.entries(result.metafile.outputs);
  const wanted = made.filter(([path, output]) => path.endsWith(ending) && isEntry(output, path));
  return Object.fromEntries(
    wanted.map(([path]) => [basename(path).replace(/-[^-]+$/, ""), `${AT}/${basename(path)}`]),
  );
}

function isEntry(output, path) {
  return Boolean(output.entryPoint) || path.endsWith(".css");
}

function write(name, content) {
  writeFileSync(join(folder, name), content);
}
