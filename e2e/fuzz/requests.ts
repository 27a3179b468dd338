import type { SeededRandom } from "@dispatch/testkit/seeded-random";
import { type Aim, type KnownIds, type Schema, text, valueFor } from "./values.ts";

type Parameter = { readonly name: string; readonly in: string; readonly schema: Schema };
type Described = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
};
type Shapes = Readonly<Record<string, unknown>>;
export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components?: { readonly schemas?: Shapes };
};
export type Operation = Described & { readonly method: string; readonly path: string };
export type FuzzRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
};

/** How often a shape that holds itself is gone into. */
const SHAPE_DEPTH = 3;

/** A schema with the shapes it names in their places; the innermost hold no further ones. */
function inlined(schema: unknown, shapes: Shapes, depth = 0): unknown {
  if (Array.isArray(schema)) {
    const ends = schema.filter((choice) => depth < SHAPE_DEPTH || !JSON.stringify(choice).includes('"$ref"'));
    return ends.map((choice) => inlined(choice, shapes, depth));
  }
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref: name } = schema as { $ref?: string };
  if (name !== undefined) return inlined(shapes[name.split("/").at(-1) ?? ""], shapes, depth + 1);
  return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, inlined(part, shapes, depth)]));
}

export const operationsOf = ({ paths, components }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      ...(inlined(described, components?.schemas ?? {}) as Described),
      method: method.toUpperCase(),
      path,
    })),
  );

const pathTricks = [
  "%00",
  "%2e%2e%2f",
  "..",
  "%zz",
  "%ff",
  "a%2fb",
  "ses_",
  "'",
  "%F0%9F%98%80",
  "x".repeat(300),
  "*",
];
const contentTypes = [
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "application/octet-stream",
  "",
];
const strangeHeaders: readonly (readonly [string, string])[] = [
  ["accept", "text/event-stream"],
  ["accept", "\u00ff;q=x"],
  ["origin", "null"],
  ["origin", "http://evil.example"],
  ["idempotency-key", "the same for all"],
  ["idempotency-key", "k".repeat(300)],
  ["last-event-id", "-1"],
  ["last-event-id", "1e999"],
  ["cookie", "a=%zz; dispatch_3030=x; =; ;;"],
  ["cookie", "\u00e9=\u00e9"],
  ["range", "bytes=9-1"],
  ["if-none-match", "*"],
  ["content-encoding", "gzip"],
  ["x-http-method-override", "DELETE"],
  ["expect", "nothing"],
];

/** One request for this operation; the same for the same random numbers. */
export function requestFor(operation: Operation, random: SeededRandom, known: KnownIds): FuzzRequest {
  const aim = (): Aim => (random.chance(0.6) ? "valid" : random.chance(0.7) ? "near" : "garbage");
  const asText = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  let path = operation.path;
  for (const { name, in: place, schema } of operation.parameters ?? []) {
    const value = asText(valueFor(schema, aim(), random, known));
    if (place === "path") {
      const isTrick = random.chance(0.1);
      path = path.replace(
        `{${name}}`,
        isTrick ? random.pick(pathTricks) : encodeURIComponent(value.toWellFormed().slice(0, 2000)),
      );
    } else if (random.chance(0.5)) {
      if (place === "query") query.append(name, value.slice(0, 2000));
      else headers[name] = headerText(value);
    }
  }
  if (random.chance(0.05)) query.append(text(random, 4), "\0\ud800");
  const body = bodyFor(operation, aim(), random, known, headers);
  if (random.chance(0.2)) {
    const [name, value] = random.pick(strangeHeaders);
    headers[name] = value;
  }
  const method = random.chance(0.03)
    ? random.pick(["PUT", "HEAD", "OPTIONS", "PATCH", "TRACE"])
    : operation.method;
  const asked = query.size > 0 ? `${path}?${query.toString()}` : path;
  return { method, path: random.chance(0.02) ? `${asked}/` : asked, headers, body };
}

function bodyFor(
  { requestBody, method }: Operation,
  aim: Aim,
  random: SeededRandom,
  known: KnownIds,
  headers: Record<string, string>,
): string | Uint8Array | undefined {
  const kinds = Object.entries(requestBody?.content ?? {});
  if (kinds.length === 0 && (method === "GET" || random.chance(0.9))) return undefined;
  const [type, { schema = {} }] = kinds.length > 0 ? random.pick(kinds) : ["application/json", {}];
  headers["content-type"] = random.chance(0.95) ? type : random.pick(contentTypes);
  if (type === "application/octet-stream" || random.chance(0.03)) return random.bytes(random.integer(0, 200));
  const json = JSON.stringify(valueFor(schema, aim, random, known)) ?? "";
  if (aim !== "garbage" || random.chance(0.5)) return json;
  return random.pick([
    json.slice(0, -1),
    "",
    "{",
    `{"__proto__":{"a":1}}`,
    "[".repeat(5000),
    `${json}${json}`,
  ]);
}

/** What an HTTP client agrees to send as a header. */
const headerText = (value: string) => value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "?").slice(0, 1000);
