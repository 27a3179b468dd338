// Rewrites what is generated from schemas: the OpenAPI document, the client's types and the JSON Schema of .dispatch.json.
// With --check it changes nothing and fails if something is stale. Runs on Node 24 (it imports TypeScript).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const generated = "packages/client/src/generated";
const fromServer = createRequire(join(root, "apps/server/package.json"));

async function openapiDocument() {
  const home = mkdtempSync(join(tmpdir(), "dispatch-generate-"));
  try {
    const { createApp } = await import(pathToFileURL(join(root, "apps/server/src/app.ts")).href);
    const { readConfig } = await import(pathToFileURL(join(root, "apps/server/src/config/config.ts")).href);
    const { readSecrets } = await import(pathToFileURL(join(root, "apps/server/src/config/secrets.ts")).href);
    const { pino } = await import(pathToFileURL(fromServer.resolve("pino")).href);
    const environment = { DISPATCH_HOME: home };
    const { warnings: _, ...config } = readConfig(environment, {
      runnerEntry: "",
      attendantEntry: "",
      driverEntry: "",
      webRoot: home,
      build: "0.0.0",
    });
    const secrets = readSecrets(home, environment);
    await using app = await createApp({ config, secrets, environment, logger: pino({ level: "silent" }) });
    const document = await app.openapi();
    // The same whichever build and port made it.
    document.info.version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
    document.components.securitySchemes.cookie.name = "dispatch_3030";
    return document;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function setUpFileSchema() {
  const url = pathToFileURL(join(root, "packages/protocol/src/set-up-schema.ts"));
  return (await import(url.href)).setUpFileSchema();
}

const document = await openapiDocument();
const types = astToString(await openapiTS(document, { alphabetize: true }));
const files = {
  [`${generated}/openapi.json`]: `${JSON.stringify(document, null, 2)}\n`,
  [`${generated}/openapi.d.ts`]: `// Generated from the server's schemas by scripts/generate.mjs; never edited by hand.\n${types}`,
  "docs/dispatch.schema.json": `${JSON.stringify(await setUpFileSchema(), null, 2)}\n`,
};

let stale = false;
for (const [name, content] of Object.entries(files)) {
  const path = join(root, name);
  let present = "";
  try {
    present = readFileSync(path, "utf8");
  } catch {
    // not there yet
  }
  if (present === content) continue;
  stale = true;
  if (process.argv.includes("--check")) console.error(`${path} is stale. Run: node scripts/generate.mjs`);
  else writeFileSync(path, content);
}
if (stale && process.argv.includes("--check")) process.exitCode = 1;
