// How a request went, in words.

export function said({ introspects, status, answer, took, follows, ended }) {
  if (follows) return { text: "订阅中：变化来了就显示" };
  if (ended) return { text: "订阅已结束" };
  const fault = faultOf(answer);
  if (introspects) return fault ? { text: `读不到模式：${fault}`, bad: true } : { text: "模式已读到" };
  const took_ = took === undefined ? "" : ` · ${took} 毫秒`;
  if (fault) return { text: `有错误 · HTTP ${status}${took_}`, bad: true };
  const position = answer.extensions?.position;
  return { text: `完成${took_}${position === undefined ? "" : ` · 日志位置 ${position}`}` };
}

// GraphQL's errors, or a problem document (RFC 9457).
function faultOf(answer) {
  if (answer.errors) return answer.errors[0].message;
  return answer.data === undefined ? (answer.detail ?? answer.title ?? "没有数据") : undefined;
}
