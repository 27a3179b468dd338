import type { SessionEvent } from "@dispatch/protocol/events";
import { expect, onTestFinished, test } from "vitest";
import { createClient } from "../client.ts";
import { problem, ScriptedServer } from "../testing/scripted-server.ts";
import type { LiveState } from "./connection.ts";
import type { Live } from "./live.ts";

async function setUp() {
  const server = await new ScriptedServer().start();
  const live = createClient({ baseUrl: server.url, token: "good-token" }).live();
  onTestFinished(async () => {
    live.close();
    await server.stop();
  });
  return { server, live };
}

const stateOf = (live: Live, wanted: LiveState) =>
  new Promise<void>((resolve) => {
    if (live.state === wanted) return resolve();
    const stop = live.on("state", (state) => {
      if (state !== wanted) return;
      stop();
      resolve();
    });
  });

/** A number source that repeats itself, so that a failure can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

test("R3: every event arrives once and in order while connections are cut at random", async () => {
  const { server, live } = await setUp();
  const session = server.session("ses_chaos");
  const random = seeded(7);
  const total = 4_000;
  const received: string[] = [];
  const numbers: number[] = [];
  let cuts = 0;
  await new Promise<void>((resolve) => {
    live.attach("ses_chaos", {
      window: 16 * 1024,
      onEvent: async (event: SessionEvent) => {
        numbers.push(event.seq);
        if (event.channel === "terminal:output") received.push(new TextDecoder().decode(event.payload));
        if (event.seq === total) resolve();
        // Some events take a painter's while, so that windows fill and acks matter.
        if (event.seq % 50 === 0) await new Promise((painted) => setImmediate(painted));
        if (cuts < 25 && event.seq > cuts * 150 && random() < 0.05) {
          cuts += 1;
          server.cut();
        }
      },
    });
    const produce = () => {
      for (let count = 0; count < 20 && session.events.length < total; count += 1) {
        session.output(`${session.events.length + 1} ${"x".repeat(Math.floor(random() * 400))}\n`);
      }
      if (session.events.length < total) setImmediate(produce);
    };
    produce();
  });
  expect(cuts).toBe(25);
  expect(numbers).toEqual(Array.from({ length: total }, (_, at) => at + 1));
  expect(received.join("")).toBe(session.screen().text);
});

test("R13: what is typed while connections are cut reaches the process once each and in order", async () => {
  const { server, live } = await setUp();
  const session = server.session("ses_typing");
  const random = seeded(3);
  const attachment = live.attach("ses_typing", { onEvent: () => undefined });
  const words = Array.from({ length: 400 }, (_, at) => `word${at}`);
  const sent: Promise<void>[] = [];
  let cuts = 0;
  for (const word of words) {
    sent.push(attachment.input(word));
    if (random() < 0.05) {
      cuts += 1;
      server.cut();
    }
    if (random() < 0.2) await new Promise((turn) => setImmediate(turn));
    if (random() < 0.02) await stateOf(live, "online");
  }
  await Promise.all(sent);
  expect(cuts).toBeGreaterThan(5);
  expect(session.inputs).toEqual(words);
});

test("a server that goes away and returns is noticed, and following goes on by cursor", async () => {
  const { server, live } = await setUp();
  const session = server.session("ses_restart");
  session.output("before ");
  const states: LiveState[] = [];
  live.on("state", (state) => states.push(state));
  let text = "";
  let arrived: () => void = () => undefined;
  const screens: number[] = [];
  const attached = Promise.withResolvers<void>();
  const attachment = live.attach("ses_restart", {
    screen: true,
    onAttached: () => attached.resolve(),
    onScreen: (screen) => void screens.push(screen.seq),
    onEvent: (event) => {
      if (event.channel === "terminal:output") text += new TextDecoder().decode(event.payload);
      arrived();
    },
  });
  const next = () => new Promise<void>((resolve) => (arrived = resolve));
  await attached.promise;
  let event = next();
  session.output("one ");
  await event;
  await server.stop();
  await stateOf(live, "offline");
  session.output("two ");
  event = next();
  await server.start();
  await event;
  await stateOf(live, "online");
  expect([text, screens, attachment.seq, states]).toEqual([
    "one two ",
    [1],
    3,
    ["online", "offline", "online"],
  ]);
});

test("a reader that does not read is sent no more than its window, and slows nobody else", async () => {
  const { server, live } = await setUp();
  const session = server.session("ses_slow");
  let slowBytes = 0;
  let release: () => void = () => undefined;
  const blocked = new Promise<void>((resolve) => (release = resolve));
  const bytesOf = (event: SessionEvent) => (event.channel === "terminal:output" ? event.payload.length : 0);
  const slowDone = Promise.withResolvers<void>();
  const fastDone = Promise.withResolvers<void>();
  const total = 200;
  live.attach("ses_slow", {
    window: 64 * 1024,
    onEvent: (event) => {
      slowBytes += bytesOf(event);
      if (event.seq === total) slowDone.resolve();
      return blocked;
    },
  });
  live.attach("ses_slow", { onEvent: (event) => void (event.seq === total && fastDone.resolve()) });
  for (let count = 0; count < total; count += 1) session.output("x".repeat(4096));
  await fastDone.promise;
  expect(slowBytes).toBeLessThanOrEqual(64 * 1024);
  release();
  await slowDone.promise;
  expect(slowBytes).toBe(total * 4096);
});

test("a credential that is not good is refused with its problem, and a renewed one is tried at once", async () => {
  const server = await new ScriptedServer().start();
  onTestFinished(() => server.stop());
  using refused = createClient({ baseUrl: server.url, token: "bad" }).live();
  await stateOf(refused, "refused");
  expect(refused.problem?.code).toBe("unauthenticated");

  let token = "bad";
  const client = createClient({
    baseUrl: server.url,
    token: () => token,
    onUnauthorized: () => ((token = "good-token"), true),
  });
  using live = client.live();
  await stateOf(live, "online");
  expect(live.problem).toBeUndefined();
});

test("a session that is not there ends the attachment with the server's problem", async () => {
  const { live } = await setUp();
  const code = await new Promise((resolve) =>
    live.attach("ses_nowhere", { onEvent: () => undefined, onProblem: (problem) => resolve(problem.code) }),
  );
  expect(code).toBe("session-not-found");
});

test("a refused input rejects with the problem that the server gave", async () => {
  const { server, live } = await setUp();
  server.session("ses_ended");
  server.refuse = (event) =>
    event === "run:input" ? problem(409, "session-refused", "The session has ended") : undefined;
  const attachment = live.attach("ses_ended", { onEvent: () => undefined });
  await expect(attachment.input("x")).rejects.toMatchObject({
    code: "session-refused",
    message: "The session has ended",
  });
});

test("the round trip is measured, and changes of sessions are told", async () => {
  const { server, live } = await setUp();
  const session = server.session("ses_told");
  const latency = new Promise<number>((resolve) => live.on("latency", resolve));
  expect(await latency).toBeGreaterThan(0);
  expect(live.latencyMs).toBe(await latency);
  const changed = new Promise((resolve) => live.on("session", resolve));
  session.update({ title: "renamed" });
  expect(await changed).toMatchObject({ id: "ses_told", title: "renamed" });
});

test("preferences that were changed elsewhere are told", async () => {
  const { server, live } = await setUp();
  await stateOf(live, "online");
  const told = new Promise((resolve) => void live.on("preferences", resolve));
  server.prefers({ appearance: "dark" });
  expect(await told).toEqual({ appearance: "dark" });
});

test("closing leaves no connection behind", async () => {
  const { server, live } = await setUp();
  await stateOf(live, "online");
  expect(server.connections).toBe(1);
  const gone = server.nextDisconnect();
  live.close();
  await gone;
  expect([server.connections, live.state]).toEqual([0, "offline"]);
});

test("a page that is used says so, and what is said while nobody hears it is not kept", async () => {
  const { server, live } = await setUp();
  const heard = () => server.requests.filter((request) => request === "page:used").length;
  live.pageUsed();
  await stateOf(live, "online");
  live.pageUsed();
  await expect.poll(heard).toBe(1);
});
