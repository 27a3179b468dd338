import { expect, test } from "vitest";
import type { NewMessage } from "#lib/api/dispatch-api.ts";
import { Composer } from "./composer.svelte.ts";

function setUp({ isBusy = false, steer = true, fails = 0 } = {}) {
  const sent: { message: NewMessage; key: string }[] = [];
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  let failures = fails;
  const agent = {
    id: "ses_1",
    items: [{ type: "message", role: "user", text: "before" }],
    isBusy,
    abilities: { steer },
    send: (message: NewMessage, key: string) => {
      sent.push({ message, key });
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error("away")) : Promise.resolve({});
    },
  };
  return { sent, kept, open: () => new Composer(agent as never, storage) };
}

test("a draft outlives a reload, and goes when it is sent", async () => {
  const { open, kept, sent } = setUp();
  open().type("half a tho");
  const again = open();
  expect(again.text).toBe("half a tho");
  await again.send();
  expect([again.text, kept.size, sent[0]?.message]).toEqual(["", 0, { text: "half a tho" }]);
});

test("what could not be sent stays, and its second attempt is the same message", async () => {
  const { open, sent } = setUp({ fails: 1 });
  const composer = open();
  composer.type("mend it");
  expect(await composer.send()).toBe(false);
  expect([composer.text, composer.problem === undefined]).toEqual(["mend it", false]);
  expect(await composer.send()).toBe(true);
  expect(sent[0]?.key).toBe(sent[1]?.key);
});

test("while the agent works a message is heard now or waits, as it is chosen and as the agent can", async () => {
  const busy = setUp({ isBusy: true });
  const composer = busy.open();
  composer.type("now");
  await composer.send();
  composer.delivery = "queue";
  composer.type("later");
  await composer.send();
  expect(busy.sent.map(({ message }) => message.delivery)).toEqual(["steer", "queue"]);
  const deaf = setUp({ isBusy: true, steer: false });
  const other = deaf.open();
  other.type("x");
  await other.send();
  expect(deaf.sent[0]?.message.delivery).toBe("queue");
});

test("only images the agent can take are added", async () => {
  const composer = setUp().open();
  await composer.add([new File(["abc"], "a.png", { type: "image/png" })]);
  expect(composer.images).toEqual([{ mimeType: "image/png", name: "a.png", data: "YWJj" }]);
  await composer.add([new File(["<svg/>"], "a.svg", { type: "image/svg+xml" })]);
  expect([composer.images.length, composer.problem]).toEqual([
    1,
    "Only PNG, JPEG, GIF and WebP images can be sent.",
  ]);
});
