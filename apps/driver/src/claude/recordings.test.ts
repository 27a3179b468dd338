import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DriverItem } from "@dispatch/protocol/agent/driving";
import { describe, expect, test } from "vitest";
import { lawsHold } from "../testing/laws.ts";
import { type Step, replay } from "./testing/recording.ts";

const here = join(import.meta.dirname, "recordings");
const cases = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe("what Claude sent, told again:", () => {
  test.each(cases.map(({ name }) => name))("%s", async (name) => {
    const steps = stepsOf(name);
    const items = replay(steps);
    for (const item of items) expect(DriverItem.parse(item)).toEqual(item);
    const prompted = steps.flatMap((step) => ("prompted" in step ? [step.prompted] : []));
    lawsHold(items, { answered: new Set(), prompted });
    const lines = items.map((item) => `${JSON.stringify(item)}\n`).join("");
    await expect(lines).toMatchFileSnapshot(join(here, name, "items.jsonl"));
  });

  test("a conversation that ends anywhere leaves nothing open", () => {
    for (const { name } of cases) {
      const steps = stepsOf(name);
      for (let length = 1; length < steps.length; length++) {
        const part = steps.slice(0, length);
        const prompted = part.flatMap((step) => ("prompted" in step ? [step.prompted] : []));
        lawsHold(replay(part), { answered: new Set(), prompted });
      }
    }
  });

  test("what cannot be understood changes nothing", () => {
    const [name = ""] = cases.map((one) => one.name);
    const steps = stepsOf(name);
    const noise = [
      { type: "news" },
      { type: "system", subtype: "weather" },
      { type: "assistant" },
      { type: "user" },
    ];
    const noisy = steps.flatMap((step) => [...noise, step]) as Step[];
    expect(replay(noisy)).toEqual(replay(steps));
  });
});

function stepsOf(name: string): Step[] {
  const lines = readFileSync(join(here, name, "messages.jsonl"), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as Step);
}
