import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inputResult, PAUSE_ABOVE_BYTES } from "@dispatch/protocol/link";
import { expect, test } from "vitest";
import { processEnd } from "../testing/process-end.ts";
import { linkedRunner } from "../testing/test-runner.ts";

/** On a busy machine the flood and its hash take most of a minute. */
const FLOOD_LIMIT_MS = 240_000;

test(
  "two hundred megabytes arrive whole through twenty cut connections",
  { timeout: FLOOD_LIMIT_MS },
  async () => {
    await using bench = await linkedRunner();
    const totalBytes = 200_000_000;
    const line = "a line of the flood that must arrive whole";
    const source = await bench.run(`stty raw; seq -f '%.0f ${line}' 1 9000000 | head -c ${totalBytes}`);
    const session = bench.server.session(source);
    let cuts = 0;
    bench.server.onItem = () => {
      // In the middle of what has arrived: the rest of the frames at hand is thrown away with the connection.
      if (cuts >= 20 || session.outputBytes < ((cuts + 1) * totalBytes) / 21) return;
      cuts += 1;
      bench.server.cut();
    };
    await bench.ended(source);
    const expected = createHash("sha256");
    let made = 0;
    for (let number = 1; made < totalBytes; number += 1) {
      const next = `${number} ${line}\n`.slice(0, totalBytes - made);
      expected.update(next);
      made += next.length;
    }
    expect(cuts).toBe(20);
    expect(bench.server.hellos).toHaveLength(21);
    expect(bench.server.holes).toEqual([]);
    expect(session.outputBytes).toBe(totalBytes);
    expect(session.hash.digest("hex")).toBe(expected.digest("hex"));
  },
);

test("a process is held when four megabytes are not committed, and goes on when they are", async () => {
  await using bench = await linkedRunner();
  bench.server.acks = false;
  const sessionId = await bench.run("head -c 20000000 /dev/zero | tr '\\0' x");
  const held = () => {
    const { start = 0, end = 0 } = bench.server.hellos.at(-1)?.sessions[0] ?? {};
    return end - start;
  };
  const nextHello = async () => {
    const seen = bench.server.hellos.length;
    bench.server.cut();
    await bench.server.until(() => bench.server.hellos.length > seen);
  };
  bench.server.welcome = (hello) => ({
    resume: hello.sessions.map(({ id }) => ({ id, offset: 0 })),
    drop: [],
  });
  while (held() <= PAUSE_ABOVE_BYTES) await nextHello();
  const heldFirst = held();
  for (let time = 0; time < 5; time += 1) await nextHello();
  expect(held()).toBe(heldFirst);
  expect(heldFirst).toBeLessThan(PAUSE_ABOVE_BYTES + 256 * 1024);
  bench.server.acks = true;
  await nextHello();
  await bench.ended(sessionId);
  expect(bench.server.session(sessionId).outputBytes).toBe(20_000_000);
});

test("an end while the process is held loses nothing", async () => {
  await using bench = await linkedRunner();
  bench.server.acks = false;
  const pidFile = join(bench.home, "pid");
  const last = "head -c 2000 /dev/zero | tr '\\0' y; printf END";
  const sessionId = await bench.run(
    `echo $$ > ${pidFile}; printf ready; head -c ${PAUSE_ABOVE_BYTES} /dev/zero | tr '\\0' x; ${last}`,
  );
  await bench.shows(sessionId, "ready");
  await processEnd(Number(readFileSync(pidFile, "utf8")));
  const session = bench.server.session(sessionId);
  expect(session.committed).toBeLessThan(PAUSE_ABOVE_BYTES);
  bench.server.acks = true;
  bench.server.ack(sessionId);
  await bench.ended(sessionId);
  expect(session.outputBytes).toBe("ready".length + PAUSE_ABOVE_BYTES + 2000 + "END".length);
  expect(session.text.endsWith("yEND")).toBe(true);
});

test("a flood that rests because a page is used loses nothing, its end included", async () => {
  await using bench = await linkedRunner();
  const totalBytes = 3_000_000;
  const sessionId = await bench.run(`read go; head -c ${totalBytes} /dev/zero | tr '\\0' x; printf END`);
  const session = bench.server.session(sessionId);
  bench.server.onItem = () => bench.server.pageUsed();
  bench.server.pageUsed();
  await bench.server.input(sessionId, "\r");
  await bench.ended(sessionId);
  expect(session.outputBytes).toBe("\r\n".length + totalBytes + "END".length);
  expect(session.text.endsWith("xEND")).toBe(true);
});

test("input with a key is applied once, also when it comes again over another connection", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("stty -echo; while read line; do echo got $line; done");
  expect(await bench.server.input(sessionId, "one\r", "k1")).toBe(inputResult.applied);
  bench.server.cut();
  await bench.server.linked();
  expect(await bench.server.input(sessionId, "one\r", "k1")).toBe(inputResult.applied);
  expect(await bench.server.input(sessionId, "two\r", "k2")).toBe(inputResult.applied);
  await bench.shows(sessionId, "got two");
  expect(bench.server.session(sessionId).text.match(/got \w+/g)).toEqual(["got one", "got two"]);
});

test("bytes that are no frame end the connection, and the runner dials again", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("while read line; do echo got $line; done");
  for (const garbage of [
    Buffer.alloc(64),
    Buffer.from("GET / HTTP/1.1\r\n\r\n"),
    Buffer.from([0, 0, 0, 3, 6, 123, 34]),
  ]) {
    const seen = bench.server.hellos.length;
    bench.server.send(garbage);
    await bench.server.until(() => bench.server.hellos.length > seen);
  }
  await bench.server.input(sessionId, "still here\r");
  await bench.shows(sessionId, "got still here");
});

test("a session that the server does not speak of stays silent until an ack", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("printf one; read line; printf two; read line");
  await bench.shows(sessionId, "one");
  bench.server.welcome = () => ({ resume: [], drop: [] });
  const items: string[] = [];
  bench.server.onItem = ({ body }) => items.push(body.toString());
  bench.server.cut();
  await bench.server.linked();
  const other = await bench.run("printf done");
  await bench.server.input(sessionId, "\r");
  await bench.ended(other);
  // The other one's whole life has passed by; of this one nothing was sent.
  expect(items.join("")).not.toContain("two");
  bench.server.ack(sessionId);
  await bench.shows(sessionId, "two");
  expect(bench.server.holes).toEqual([]);
});

test("a dropped session is ended and forgotten without a word", async () => {
  await using bench = await linkedRunner();
  const pidFile = join(bench.home, "pid");
  const sessionId = await bench.run(`echo $$ > ${pidFile}; printf ready; sleep 1000`);
  await bench.shows(sessionId, "ready");
  const pid = Number(readFileSync(pidFile, "utf8"));
  bench.server.welcome = () => ({ resume: [], drop: [sessionId] });
  bench.server.cut();
  await bench.server.linked();
  await bench.logged("processes ended");
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  expect(bench.server.session(sessionId).exit).toBeUndefined();
  expect(await bench.server.call("interrupt", { sessionId })).toMatchObject({
    ok: false,
    code: "session-not-found",
  });
  bench.server.cut();
  await bench.server.linked();
  expect(bench.server.hellos.at(-1)?.sessions).toEqual([]);
});

test("a ping is answered beside a flood", async () => {
  await using bench = await linkedRunner();
  const sessionId = await bench.run("yes");
  await bench.shows(sessionId, "y");
  bench.server.ping();
  await bench.server.until(() => bench.server.pongs === 1);
  expect(bench.server.pongs).toBe(1);
});

test("an echo arrives beside sessions that flood, before they have sent a few more megabytes", async () => {
  await using bench = await linkedRunner();
  const echo = await bench.run("stty -echo; while read line; do echo got $line; done");
  const floods = await Promise.all([1, 2, 3].map(() => bench.run("yes flooding the link without end")));
  const flooded = () => floods.reduce((sum, id) => sum + bench.server.session(id).outputBytes, 0);
  await bench.server.until(() => flooded() > 10_000_000);
  for (let time = 0; time < 10; time += 1) {
    const before = flooded();
    await bench.server.input(echo, `${time}\r`);
    await bench.shows(echo, `got ${time}`);
    expect(flooded() - before).toBeLessThan(8_000_000);
  }
});
