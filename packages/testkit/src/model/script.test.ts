import { expect, test } from "vitest";
import { type Step, parseScript } from "./script.ts";

const fault = (kind: number | string, more: object = {}) => ({
  verb: "fault",
  fault: { kind, retryAfterSeconds: undefined, times: undefined, ...more },
});

test.each<[string, unknown]>([
  ["say Hello there", { verb: "say", text: "Hello there" }],
  [String.raw`say one\ntwo`, { verb: "say", text: "one\ntwo" }],
  ["run ls -la | wc", { verb: "run", text: "ls -la | wc" }],
  ["write a/b.txt | two words | and more", undefined],
  [String.raw`write a/b.txt | two\nlines`, { verb: "write", path: "a/b.txt", text: "two\nlines" }],
  ["edit a | old text | new text", { verb: "edit", path: "a", old: "old text", new: "new text" }],
  ["ask Which? | one | two", { verb: "ask", question: "Which?", options: ["one", "two"] }],
  ["ask Which?", undefined],
  ["plan", { verb: "plan", text: "" }],
  ["subagent say a ,, run ls", { verb: "subagent", text: "say a\nrun ls" }],
  ['tool Odd {"a": [1]}', { verb: "tool", name: "Odd", input: { a: [1] } }],
  ["tool Odd {a}", undefined],
  [
    "parallel run a && b & read c",
    {
      verb: "parallel",
      actions: [
        { verb: "run", text: "a && b" },
        { verb: "read", text: "c" },
      ],
    },
  ],
  ["parallel run a & say b", undefined],
  ["slow 200 20", { verb: "slow", chunks: 200, pauseMs: 20 }],
  ["long 100000", { verb: "long", characters: 100_000 }],
  ["long story short", undefined],
  ["usage 1000 500", { verb: "usage", tokens: { input: 1000, output: 500 } }],
  ["gate first-one", { verb: "gate", text: "first-one" }],
  ["fault 401", fault(401)],
  ["fault 429 2", fault(429, { retryAfterSeconds: 2 })],
  ["fault 429 2 once", fault(429, { retryAfterSeconds: 2, times: 1 })],
  ["fault 529 3 times", fault(529, { times: 3 })],
  ["fault cut once", fault("cut", { times: 1 })],
  ["fault of yours", undefined],
  ["Hello", undefined],
  ["", undefined],
])("%s", (line, step) => expect(parseScript(line)).toEqual(step === undefined ? undefined : [step]));

test("steps stand on lines or between ;;, and one line that is no step makes it no script", () => {
  const verbs = (steps: Step[] | undefined) => steps?.map((step) => step.verb);
  expect(verbs(parseScript("think a;; run b\n\n  say c  "))).toEqual(["think", "run", "say"]);
  expect(parseScript("run b\nand then tell me about it")).toBeUndefined();
});
