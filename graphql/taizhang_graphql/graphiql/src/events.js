// A subscription over server-sent events: one `next` after another, until `complete`.

export async function* events(ask, signal, told) {
  try {
    const response = await ask(signal);
    if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
      const answer = await response.json();
      told({ status: response.status, answer });
      yield answer;
      return;
    }
    told({ follows: true });
    for await (const { event, data } of blocks(response.body)) {
      if (event === "next") yield JSON.parse(data);
      if (event === "complete") return told({ ended: true });
    }
    throw new Error("连接断开：请从最后的 extensions.position 之后重新订阅 (the connection was cut)");
  } catch (fault) {
    if (!signal.aborted) throw fault;
    told({ ended: true });
  }
}

async function* blocks(body) {
  let rest = "";
  for await (const text of pieces(body)) {
    const whole = (rest + text).split("\n\n");
    rest = whole.pop();
    yield* whole.map(block);
  }
}

// Not every browser iterates over a stream.
async function* pieces(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

function block(text) {
  const found = { event: "message", data: [] };
  for (const line of text.split("\n")) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (name === "event") found.event = value;
    if (name === "data") found.data.push(value);
  }
  return { event: found.event, data: found.data.join("\n") };
}
