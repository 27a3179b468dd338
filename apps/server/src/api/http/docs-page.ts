type Operation = {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: object }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { schema?: object }>> };
  readonly responses?: Readonly<Record<string, { content?: Readonly<Record<string, { schema?: object }>> }>>;
};
export type OpenApi = {
  readonly info: { readonly title: string; readonly version: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> };
};

/** A page without scripts: nothing but its own style may be used. */
export const DOCS_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const escape = (text: string) =>
  text.replace(
    /[&<>"]/g,
    (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character] ?? "",
  );

const shape = (title: string, schema: object | undefined) =>
  schema
    ? `<details><summary>${escape(title)}</summary><pre>${escape(JSON.stringify(schema, null, 2))}</pre></details>`
    : "";

function operationHtml(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: place, required }) =>
      `<li><code>${escape(name)}</code> in ${place}${required ? ", required" : ""}</li>`,
  );
  const bodies = Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) =>
    shape(`Body, ${type}`, schema),
  );
  const answers = Object.entries(operation.responses ?? {}).flatMap(([status, { content = {} }]) =>
    Object.entries(content).map(([type, { schema }]) => shape(`${status}, ${type}`, schema)),
  );
  return `<section><h3><b>${method.toUpperCase()}</b> <code>${escape(path)}</code></h3><p>${escape(operation.summary ?? "")}</p>
${parameters.length > 0 ? `<ul>${parameters.join("")}</ul>` : ""}${bodies.join("")}${answers.join("")}</section>`;
}

/** The OpenAPI document as a page for people. */
export function docsPage({ info, paths = {}, components = {} }: OpenApi, basePath = ""): string {
  const byTag = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0] ?? "other";
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationHtml(method, path, operation)]);
    }
  }
  const parts = [...byTag].map(([tag, operations]) => `<h2>${escape(tag)}</h2>${operations.join("")}`);
  const shapes = Object.entries(components.schemas ?? {}).map(([name, schema]) => shape(name, schema));
  if (shapes.length > 0) parts.push(`<h2>Shapes</h2>${shapes.join("")}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(info.title)} API</title><style>
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
h2{text-transform:capitalize;border-bottom:1px solid;padding-bottom:.25rem;margin-top:2.5rem}h3{font-size:1rem;margin:1.5rem 0 0}h3 b{display:inline-block;min-width:4.5rem}
p{margin:.25rem 0}ul{margin:.25rem 0}pre{overflow:auto;font-size:12px;border:1px solid;border-radius:6px;padding:.75rem}summary{cursor:pointer}
</style></head><body><h1>${escape(info.title)} API ${escape(info.version)}</h1>
<p>Send <code>Authorization: Bearer &lt;API key&gt;</code>. The same as a document: <a href="${basePath}/api/openapi.json">openapi.json</a>. The live side is Socket.IO; the repository's docs/protocol.md describes it.</p>
${parts.join("\n")}</body></html>`;
}
