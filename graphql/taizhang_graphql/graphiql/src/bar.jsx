// What stands above GraphiQL: whose token, how the last request went, where to read on.
import { useState } from "react";

export function Bar({ token, onToken, state }) {
  const [typed, setTyped] = useState(token);
  const taken = () => typed.trim() !== token && onToken(typed.trim());
  const enter = (event) => {
    event.preventDefault();
    taken();
  };
  return (
    <header className="bar">
      <h1>台账 GraphQL</h1>
      <form onSubmit={enter}>
        <label htmlFor="token">令牌</label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder="填入后按回车"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={taken}
        />
      </form>
      <output className={state.bad ? "bad" : undefined}>{state.text}</output>
      <nav>
        <a href="/static/graphiql/graphql.html" target="_blank">说明</a>
        <a href="/static/graphiql/subscriptions.html" target="_blank">订阅</a>
        <a href="/">首页</a>
      </nav>
    </header>
  );
}
