// The server audits of graphql-http against a URL, one line of JSON each: what, how, why.
//
// node audit.mjs FOLDER-WITH-NODE_MODULES URL TOKEN
import { createRequire } from "node:module";

const [folder, url, token] = process.argv.slice(2);
const { serverAudits } = createRequire(`${folder}/`)("graphql-http");

const fetchFn = (address, asked = {}) =>
  fetch(address, { ...asked, headers: { ...asked.headers, authorization: `Bearer ${token}` } });

for (const audit of serverAudits({ url, fetchFn })) {
  const { id, name, status, reason, response } = await audit.fn();
  const answered = response && { code: response.status, type: response.headers.get("content-type") };
  console.log(JSON.stringify({ id, name, status, reason, answered }));
}
