// PostGraphile over the tables of one schema: `PGHOST=… PGUSER=… SCHEMA=… PORT=… node serve.js`.
// MODULES is where `npm ci` put its packages; PRINT=1 prints the schema and ends.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const packages = createRequire(`${process.env.MODULES}/`);
const load = (name) => import(pathToFileURL(packages.resolve(name)));
const { postgraphile } = await load("postgraphile");
const { grafserv } = await load("postgraphile/grafserv/node");
const { makePgService } = await load("postgraphile/adaptors/pg");
const { PostGraphileAmberPreset } = await load("postgraphile/presets/amber");
const { jsonPgSmartTags } = await load("postgraphile/utils");

const { SCHEMA, PORT } = process.env;
const toOrganisation = (column) =>
  `(tenant_id, ${column}) references ${SCHEMA}.organisation (tenant_id, organisation)`;
const tables = {
  organisation: {
    tags: { foreignKey: `${toOrganisation("superior")}|@fieldName superiorRef|@foreignSimpleFieldName villages` },
    attribute: { kind: { tags: { behavior: ["+orderBy", "+filterBy"] } }, name: { tags: { behavior: ["+orderBy"] } } },
  },
  ticket: {
    tags: {
      foreignKey: [
        `${toOrganisation("organisation")}|@fieldName organisationRef|@foreignSimpleFieldName tickets`,
        `(tenant_id, cycle) references ${SCHEMA}.cycle (tenant_id, cycle)|@fieldName cycleRef`,
      ],
    },
    attribute: { state: { tags: { behavior: ["+filterBy"] } }, due_on: { tags: { behavior: ["+orderBy"] } } },
  },
};
const named = Object.entries(tables).map(([name, tags]) => [`${SCHEMA}.${name}`, tags]);

const preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [jsonPgSmartTags({ version: 1, config: { class: Object.fromEntries(named) } })],
  pgServices: [makePgService({ schemas: [SCHEMA], poolConfig: { max: Number(process.env.POOL ?? 8) } })],
  schema: { defaultBehavior: "-connection +list -mutation -insert -update -delete", retryOnInitFail: false },
  grafserv: { port: Number(PORT), graphqlPath: "/graphql", graphiql: false, watch: false },
  grafast: { explain: false },
};
const instance = postgraphile(preset);
const { schema } = await instance.getSchemaResult();
if (process.env.PRINT) {
  const { printSchema } = await load("graphql");
  console.log(printSchema(schema));
  process.exit(0);
}
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.keepAliveTimeout = 600_000;
server.listen(Number(PORT), "127.0.0.1", () => console.log("listening"));
