// Editors: their workers from here, and a font that is on every machine.
import * as monaco from "monaco-graphql/esm/monaco-editor.js";

const FONT = 'ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", "DejaVu Sans Mono", monospace';

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(WORKERS[label] ?? WORKERS.editor),
};

monaco.editor.onDidCreateEditor((editor) =>
  editor.updateOptions({ fontFamily: FONT, fontSize: 14, wordWrap: "on" }),
);
