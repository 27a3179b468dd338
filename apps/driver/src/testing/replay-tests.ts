import { join } from "node:path";
import { DriverItem } from "@dispatch/protocol/agent/driving";
import { describe, expect, test } from "vitest";
import { lawsHold } from "./laws.ts";
import { casesIn, type Connect, Replay, type Step, stepsOf } from "./recording.ts";

type Subject = {
  readonly folder: string;
  readonly connect: Connect;
  readonly tellsUsage: (name: string) => boolean;
  /** What an agent could say and nobody understands. */
  readonly noise: readonly unknown[];
};

/** What an agent said once, told again. */
export function replayTests(agent: string, { folder, connect, tellsUsage, noise }: Subject): void {
  const cases = casesIn(folder);

  async function itemsOf(name: string, steps: readonly Step[]): Promise<DriverItem[]> {
    await using replay = new Replay(connect);
    await replay.play(steps);
    const items = await replay.end();
    const { answered, prompted } = replay;
    lawsHold(replay.items, { answered, prompted, tellsUsage: tellsUsage(name) });
    return items;
  }

  describe(`what ${agent} sent, told again:`, () => {
    test.each(cases)("%s", async (name) => {
      const items = await itemsOf(name, stepsOf(folder, name));
      for (const item of items) expect(DriverItem.parse(item)).toEqual(item);
      const lines = items.map((item) => `${JSON.stringify(item)}\n`).join("");
      await expect(lines).toMatchFileSnapshot(join(folder, name, "items.jsonl"));
    });

    test.each(cases)("%s, closed anywhere, leaves nothing open", async (name) => {
      const steps = stepsOf(folder, name);
      const first = steps.findIndex((step) => "prompted" in step);
      for (let length = first; length < steps.length; length++) {
        await using replay = new Replay(connect);
        await replay.play(steps.slice(0, length));
        // What the adapter says next would have been the next step.
        await replay.end().catch((error: unknown) => expect(String(error)).toContain("more was said"));
        const { items, answered, prompted } = replay;
        lawsHold(items, { answered, prompted, tellsUsage: tellsUsage(name) });
      }
    });

    test.each(cases)("%s, among what cannot be understood, stays the same", async (name) => {
      const steps = stepsOf(folder, name);
      const noisy = steps.flatMap((step): Step[] =>
        "from" in step ? [...noise.map((from) => ({ from })), step] : [step],
      );
      expect(await itemsOf(name, noisy)).toEqual(await itemsOf(name, steps));
    });
  });
}
