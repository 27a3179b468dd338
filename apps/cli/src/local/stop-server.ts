import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@dispatch/client";
import { dataOf, problemOf } from "@dispatch/client/problem";
import type { Session } from "@dispatch/protocol/session";
import { exitCode, Failure } from "../failure.ts";
import { waitFor } from "../sessions/wait-for.ts";
import { isAlive } from "./process.ts";
import type { ServerFile } from "./server-file.ts";

/** A session's processes get a grace period and are then killed; after so long something is wrong. */
const SESSION_END_LIMIT_MS = 30_000;
/** The server finishes requests and closes its database. */
const SERVER_END_LIMIT_MS = 30_000;
/** A runner without sessions leaves when its server does. */
const RUNNER_LEAVE_MS = 2_000;
const LOOK_EVERY_MS = 50;

/** Ends sessions one by one, so that each ends as `stopped` and with its processes gone. */
export async function stopSessions(
  client: Client,
  sessions: readonly Session[],
  interrupted: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([interrupted, AbortSignal.timeout(SESSION_END_LIMIT_MS)]);
  const results = await Promise.allSettled(
    sessions.map(async ({ id }) => {
      try {
        dataOf(await client.POST("/api/sessions/{id}/stop", { params: { path: { id } } }));
      } catch (error) {
        // It ended, or was stopped, by itself in the meantime.
        if (problemOf(error)?.code !== "session-refused") throw error;
      }
      if (!(await waitFor({ client, id, wanted: "ended", signal }))) throw new Error(id);
    }),
  );
  interrupted.throwIfAborted();
  const left = results.filter(({ status }) => status === "rejected").length;
  if (left > 0) {
    throw new Failure({
      exitCode: exitCode.failed,
      code: "sessions-left",
      what: `${left} of ${sessions.length} sessions did not end, so the server was left running`,
      advice: "`dispatch ls --live` shows them",
    });
  }
}

/** The runners of this machine that the server knows, those that drain included. */
export async function runnerPids(client: Client): Promise<number[]> {
  const { items } = dataOf(await client.GET("/api/runners"));
  return items.filter((runner) => runner.hostname === hostname()).map(({ pid }) => pid);
}

/** Ends the server's process, and sees to it that its runners, which have nothing left to do, are gone too. */
export async function endServer(
  { pid }: ServerFile,
  runners: readonly number[],
  interrupted: AbortSignal,
): Promise<void> {
  terminate(pid);
  await gone({ pid, name: "The server", limitMs: SERVER_END_LIMIT_MS, interrupted });
  for (const runner of runners) {
    // It leaves by itself when the server told it to; one that was busy elsewhere is told here.
    const left = await gone({ pid: runner, name: "The runner", limitMs: RUNNER_LEAVE_MS, interrupted }).then(
      () => true,
      () => false,
    );
    if (left) continue;
    interrupted.throwIfAborted();
    terminate(runner);
    await gone({ pid: runner, name: "The runner", limitMs: SERVER_END_LIMIT_MS, interrupted });
  }
}

function terminate(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ESRCH") return;
    throw new Failure({
      exitCode: exitCode.refused,
      code: "not-permitted",
      what: `Process ${pid} cannot be ended (${code})`,
      advice: "Run this as the user that started the server",
      cause: error,
    });
  }
}

async function gone({
  pid,
  name,
  limitMs,
  interrupted,
}: {
  pid: number;
  name: string;
  limitMs: number;
  interrupted: AbortSignal;
}): Promise<void> {
  const limit = performance.now() + limitMs;
  while (isAlive(pid)) {
    interrupted.throwIfAborted();
    if (performance.now() > limit) {
      throw new Failure({
        exitCode: exitCode.failed,
        code: "timeout",
        what: `${name} (process ${pid}) does not end`,
        advice: "Its log tells more; `kill -9` ends it without loss",
      });
    }
    await delay(LOOK_EVERY_MS);
  }
}
