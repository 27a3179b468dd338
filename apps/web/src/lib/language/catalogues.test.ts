import { type AST, parse } from "svelte/compiler";
import { expect, test } from "vitest";
import { german } from "#lib/strings.de.ts";
import { strings } from "#lib/strings.ts";
import { components } from "./components.fixture.ts";

/** Words that are names, codes or keys in every language. */
const untranslated = new Set(["Dispatch", "Enter", "-----BEGIN OPENSSH PRIVATE KEY-----", "px", "code"]);
const addressOrKeys = /^https?:|^\(?((Ctrl|Shift|Alt|Meta)\+)+\w+\)?$/;
/** What is read or read aloud, on elements and on our own parts. */
const spoken =
  /^(aria-(label|description|roledescription|valuetext)|title|placeholder|alt|label|text|lead|hint)$/;
const LETTERS = /\p{L}{2}/u;

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;

test("every word that a component shows comes from a catalogue", () => {
  expect(components().flatMap(({ file, source }) => wordsIn(file, source))).toEqual([]);
});

test("a word in the markup, in an expression or in a label is found", () => {
  const found = (markup: string) => wordsIn("a.svelte", markup);
  expect([
    found("<p>Hello</p>"),
    found('<p>{isOpen ? "Open" : words.closed}</p>'),
    found("<p>{`${count} files`}</p>"),
    found('<button aria-label="Close" class="flex"></button>'),
    found("<Field label={isNew ? `New ${kind}` : words.old} />"),
    found('<p class="text-muted">{words.lead} – {count}</p><kbd>Ctrl+F</kbd><code>git</code>'),
  ]).toEqual([
    ['a.svelte:1 "Hello"'],
    ['a.svelte:1 "Open"'],
    ['a.svelte:1 " files"'],
    ['a.svelte:1 "Close"'],
    ['a.svelte:1 "New "'],
    [],
  ]);
});

test("sentences of the audit log name the same things in both languages", () => {
  const places = (acts: object) =>
    Object.entries(acts as Record<string, { done: string; to: string }>).map(([act, { done, to }]) =>
      [act, ...`${done} ${to}`.matchAll(/\{\w+\}/g)].join(" "),
    );
  expect(places(german.audit.acts)).toEqual(places(strings.audit.acts));
});

function wordsIn(file: string, source: string): string[] {
  const found: string[] = [];
  const note = (node: Node, text: string) => {
    if (!LETTERS.test(text) || untranslated.has(text.trim()) || addressOrKeys.test(text.trim())) return;
    found.push(`${file}:${source.slice(0, node.start).split("\n").length} "${text}"`);
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    if (value.type === "Text") note(value, String(value["data"]));
    else if (value.type === "ExpressionTag") said(value["expression"]);
    else if (value.type === "StyleDirective") return;
    else if (value.type === "RegularElement" && /^(kbd|code|style|script)$/.test(String(value["name"])))
      return;
    else if (value.type === "Attribute") {
      if (spoken.test(String(value["name"]))) visit(value["value"]);
    } else for (const [name, child] of Object.entries(value)) if (name !== "expression") visit(child);
  };
  /** An expression's own words: what it chooses between or puts together, not what it looks up, compares or passes on. */
  const said = (value: unknown): void => {
    if (!isNode(value)) return;
    if (value.type === "Literal" && typeof value["value"] === "string") note(value, value["value"]);
    if (value.type === "TemplateLiteral") {
      for (const part of value["quasis"] as Node[]) note(part, (part["value"] as { raw: string }).raw);
      (value["expressions"] as unknown[]).forEach(said);
    }
    for (const name of value.type === "ConditionalExpression"
      ? ["consequent", "alternate"]
      : ["LogicalExpression", "BinaryExpression"].includes(value.type) &&
          !/[=<>]/.test(String(value["operator"]))
        ? ["left", "right"]
        : [])
      said(value[name]);
  };
  const { fragment }: AST.Root = parse(source, { modern: true });
  visit(fragment);
  return found;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
