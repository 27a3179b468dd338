import { Buffer } from "node:buffer";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { type ErrandFrame, errandFrame, errandJson, errandReader } from "@dispatch/protocol/errand-frames";
import { pipeHead } from "@dispatch/protocol/link-frames";
import { describe, expect, test } from "vitest";
import { eventually, isRoot, ladderBench, processesWith, variants } from "../testing/ladder.ts";
import type { Bench } from "../testing/test-runner.ts";
import { linkedRunner } from "../testing/test-runner.ts";

/** Starts an attendant in the bench's workspace and listens to it. */
async function attended(bench: Bench) {
  const frames: ErrandFrame[] = [];
  let hasEnded = false;
  const reader = errandReader();
  bench.server.onPipe = (_pipe, bytes) => {
    if (bytes.length === 0) hasEnded = true;
    else frames.push(...reader.push(Buffer.from(bytes)));
  };
  const wish = { pipe: 7, folder: bench.workspacePath, shown: [], isolation: bench.isolation };
  const reply = await bench.server.call("attend", wish);
  if (!reply.ok) throw new Error(`${reply.code}: ${reply.detail}`);
  return {
    frames,
    ended: () => bench.server.until(() => hasEnded),
    async list(path = "") {
      const number = frames.length + 1;
      const ask = errandJson(errandFrame.ask, number, { errand: "files.list", params: { path } });
      bench.server.send(Buffer.concat([pipeHead(7, ask.length), ask]));
      const answer = () => frames.find(({ errand }) => errand === number);
      await bench.server.until(() => answer() !== undefined);
      return answer()?.type;
    },
  };
}

/** The attendants of this bench's runner, however many steps lie between. */
const inside = (bench: Bench) =>
  processesWith("attendant/src/main.ts").filter((pid) =>
    marksOf(pid).includes(`TERM_SESSION_ID=att_${bench.runnerId}_`),
  );

function marksOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1");
  } catch {
    return ""; // it has ended meanwhile
  }
}

test("an attendant answers, and ends when it is dismissed", async () => {
  await using bench = await linkedRunner();
  mkdirSync(bench.workspacePath, { recursive: true });
  const attendant = await attended(bench);
  expect(await attendant.list()).toBe(errandFrame.done);
  await bench.server.call("dismiss", { pipe: 7 });
  await bench.logged("attendant ended");
  expect(bench.log.some((line) => line.includes("complained"))).toBe(false);
});

test("attendants end with the connection that asked for them", async () => {
  await using bench = await linkedRunner();
  mkdirSync(bench.workspacePath, { recursive: true });
  const attendant = await attended(bench);
  expect(await attendant.list()).toBe(errandFrame.done);
  bench.server.cut();
  await bench.logged("attendant ended");
});

test("a killed runner leaves no attendant behind", async () => {
  await using bench = await linkedRunner();
  mkdirSync(bench.workspacePath, { recursive: true });
  const attendant = await attended(bench);
  expect(await attendant.list()).toBe(errandFrame.done);
  const before = inside(bench);
  expect(before.length).toBeGreaterThan(0);
  bench.runner.kill("SIGKILL");
  await eventually(() => inside(bench).every((pid) => !before.includes(pid)));
});

describe.each(variants)("on $rung, with a runner that is $runner", (variant) => {
  test("it works in the session's folder as the session's person", async () => {
    await using bench = await ladderBench(variant);
    const attendant = await attended(bench);
    expect(await attendant.list()).toBe(errandFrame.done);
    const uids = inside(bench).map((pid) => statSync(`/proc/${pid}`).uid);
    const own = isRoot && variant.runner === "root" ? 2_000_001 : uids[0];
    expect(uids).toContain(own);
    await bench.server.call("dismiss", { pipe: 7 });
    await bench.logged("attendant ended");
  });
});
