// Asks the service as GraphiQL wants it: a promise of an answer, or the answers of a subscription.
import { Kind, parse } from "graphql";
import { events } from "./events.js";

const ENDPOINT = "/graphql";
const ANSWER = "application/graphql-response+json, application/json;q=0.9";

export function fetcher(token, told) {
  const ask = (asked, accept, signal) =>
    fetch(ENDPOINT, { method: "POST", headers: headers(token, accept), body: JSON.stringify(asked), signal });
  return ({ query, variables, operationName }) => {
    const operation = operationOf(query, operationName);
    const asked = { query, variables, operationName: operation?.name?.value };
    return operation?.operation === "subscription"
      ? subscribed((signal) => ask(asked, "text/event-stream", signal), told)
      : answered(() => ask(asked, ANSWER), asked, told);
  };
}

// Read anew: of a document that has just changed, GraphiQL may still give the name that it had.
function operationOf(query, name) {
  const found = operationsOf(query);
  return found.find((each) => each.name?.value === name) ?? (found.length === 1 ? found[0] : undefined);
}

// Whoever asks something that is no document is told so by the service.
function operationsOf(query) {
  try {
    return parse(query).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return [];
  }
}

function headers(token, accept) {
  const sent = { "Content-Type": "application/json", Accept: accept };
  return token ? { ...sent, Authorization: `Bearer ${token}` } : sent;
}

async function answered(ask, asked, told) {
  const introspects = asked.operationName === "IntrospectionQuery";
  const began = performance.now();
  const response = await ask();
  const answer = await response.json();
  const took = Math.round(performance.now() - began);
  told({ introspects, status: response.status, answer, took });
  return answer;
}

// Not the generator itself: its `return` would wait for the next event.
function subscribed(ask, told) {
  const leaving = new AbortController();
  const coming = events(ask, leaving.signal, told);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => coming.next(),
    return: () => {
      leaving.abort();
      return coming.return();
    },
  };
}
