import type { SeededRandom } from "@dispatch/testkit/seeded-random";

/** The part of JSON Schema that the server's document uses. */
export type Schema = {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
};

/** How good a value shall be: as the schema says, wrong in one place, or anything at all. */
export type Aim = "valid" | "near" | "garbage";

/** Ids that exist, by their prefix. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

const words = [
  "a",
  "work",
  "Terminal 1",
  "ünïcödé",
  "名前",
  "e\u0301",
  "x".repeat(60),
  "a b",
  "owner@example.com",
];
const nasty: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 60,
  "",
  "\0",
  "\u202e",
  "\ud800",
  "../../etc/passwd",
  "'; drop table users; --",
  "${7*7}",
  "<script>1</script>",
  "x".repeat(70_000),
  [],
  {},
  [[[[[[]]]]]],
  { $ne: null },
  { constructor: { name: 1 } },
  Array.from({ length: 300 }, (_, index) => index),
];

/** A piece of JSON that may or may not be what was asked for. */
export function valueFor(schema: Schema, aim: Aim, random: SeededRandom, known: KnownIds): unknown {
  if (aim === "garbage") return random.pick(nasty);
  if (aim === "near" && random.chance(0.25)) return random.pick(nasty);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return valueFor(random.pick(choices), aim, random, known);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const type = typeof schema.type === "string" ? schema.type : random.pick(schema.type ?? ["string"]);
  switch (type) {
    case "object":
      return objectFor(schema, aim, random, known);
    case "array": {
      const { items = {}, minItems = 0, maxItems = 3 } = schema;
      const length = random.integer(minItems, Math.min(maxItems, minItems + 3));
      return Array.from({ length }, () => valueFor(items, aim, random, known));
    }
    case "integer":
    case "number":
      return numberFor(schema, aim, random);
    case "boolean":
      return random.chance(0.5);
    case "null":
      return null;
    default:
      return stringFor(schema, aim, random, known);
  }
}

function objectFor(schema: Schema, aim: Aim, random: SeededRandom, known: KnownIds): Record<string, unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const made: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    const isAsked = required.includes(name) ? aim === "valid" || random.chance(0.9) : random.chance(0.4);
    if (isAsked) made[name] = valueFor(property, aim, random, known);
  }
  if (typeof additionalProperties === "object") {
    const name = schema.propertyNames ? "A_NAME" : random.pick(words);
    if (random.chance(0.5)) made[name] = valueFor(additionalProperties, aim, random, known);
  }
  if (aim === "near" && random.chance(0.15))
    made[random.pick(["extra", "__proto__x", "role", ""])] = random.pick(nasty);
  return made;
}

function numberFor({ minimum = 0, maximum = 1000 }: Schema, aim: Aim, random: SeededRandom): number {
  if (aim === "near" && random.chance(0.3))
    return random.pick([minimum - 1, maximum + 1, minimum + 0.5, -maximum]);
  return random.pick([minimum, maximum, random.integer(minimum, Math.min(maximum, minimum + 200))]);
}

function stringFor(schema: Schema, aim: Aim, random: SeededRandom, known: KnownIds): string {
  const { pattern, format, minLength = 0, maxLength = 200 } = schema;
  if (aim === "near" && random.chance(0.2)) return "x".repeat(Math.min(maxLength + 1, 100_000));
  const prefix = /^\^([a-z]{3})_/.exec(pattern ?? "")?.[1];
  if (prefix) {
    const ids = known[prefix] ?? [];
    return ids.length > 0 && random.chance(0.7) ? random.pick(ids) : `${prefix}_${text(random, 20)}`;
  }
  if (format === "email") return random.pick(["owner@example.com", `${text(random, 8)}@example.com`]);
  if (format === "date-time") return new Date(Date.UTC(2030, random.integer(0, 11), 1)).toISOString();
  const word = random.chance(0.5) ? random.pick(words) : text(random, random.integer(1, 20));
  return word.padEnd(minLength, "x").slice(0, Math.max(minLength, maxLength));
}

const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
export const text = (random: SeededRandom, length: number): string =>
  Array.from({ length }, () => alphabet[random.integer(0, alphabet.length - 1)]).join("");
