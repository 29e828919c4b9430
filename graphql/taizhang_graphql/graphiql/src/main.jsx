// The page: a field for the token above GraphiQL. Nothing is kept beyond this tab.
import "monaco-graphql/esm/monaco-editor.js";
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "./page.css";
import { GraphiQL } from "graphiql";
import { useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { Bar } from "./bar.jsx";
import "./editors.js";
import { fetcher } from "./fetcher.js";
import first from "./first.graphql";
import { said } from "./saying.js";

const TOKEN = "token";

function Page() {
  const [token, setToken] = useState(sessionStorage.getItem(TOKEN) ?? "");
  const [state, setState] = useState({ text: token ? "正在读取模式……" : "请先填写令牌" });
  const ask = useMemo(() => fetcher(token, (told) => setState(said(told))), [token]);
  const change = (given) => {
    sessionStorage.setItem(TOKEN, given);
    setToken(given);
    setState({ text: given ? "正在读取模式……" : "请先填写令牌" });
  };
  // `null` asks for no schema: without a token there is none.
  return (
    <>
      <Bar token={token} onToken={change} state={state} />
      <GraphiQL
        fetcher={ask}
        schema={token ? undefined : null}
        schemaDescription
        inputValueDeprecation
        defaultQuery={first}
        isHeadersEditorEnabled={false}
        showPersistHeadersSettings={false}
        storage={sessionStorage}
      >
        <GraphiQL.Logo>{" "}</GraphiQL.Logo>
      </GraphiQL>
    </>
  );
}

createRoot(document.getElementById("page")).render(<Page />);
