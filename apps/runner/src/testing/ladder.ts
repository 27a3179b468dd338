import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { IsolationRung } from "@dispatch/protocol/isolation";
import { TOOL_PATH } from "../isolation/enter.ts";
import { findExecutable } from "../workspaces/executable.ts";
import { linkedRunner, type Bench } from "./test-runner.ts";

/** A user without rights that is there on every machine. */
const PLAIN_UID = 65_534;
export const isRoot = process.getuid?.() === 0;

export type Variant = { readonly rung: IsolationRung; readonly runner: "root" | "plain user" };

const all: readonly Variant[] = [
  { rung: "uid", runner: "root" },
  { rung: "bubblewrap", runner: "root" },
  { rung: "bubblewrap", runner: "plain user" },
  { rung: "container", runner: "root" },
];

/** The rungs above `none` that can be tried on this machine; which are left out, and why, is printed. */
export const variants = all.filter(({ rung, runner }) => {
  const missing = whyNot(rung, runner);
  if (missing !== undefined)
    process.stderr.write(`Left out: isolation by ${rung} with a runner that is ${runner}: ${missing}.\n`);
  return missing === undefined;
});

export const canRunContainers = whyNot("container", "root") === undefined;

function whyNot(rung: IsolationRung, runner: Variant["runner"]): string | undefined {
  if (runner === "root" && !isRoot) return "the tests are not root";
  const tools = rung === "container" ? ["podman", "runc"] : [];
  const missing = tools.filter((tool) => !findExecutable(tool, TOOL_PATH));
  return missing.length > 0 ? `${missing.join(" and ")} are not installed` : undefined;
}

/** A runner of that kind, linked, whose sessions are Ada's. */
export async function ladderBench({ rung, runner }: Variant, flags: readonly string[] = []): Promise<Bench> {
  const uid = isRoot && runner === "plain user" ? PLAIN_UID : undefined;
  const bench = await linkedRunner(flags, uid === undefined ? {} : { HOME: "/" }, uid);
  bench.startAs(rung);
  return bench;
}

/** Looks again and again at something that no frame tells of; the test's own time-out ends a wait in vain. */
export async function eventually(condition: () => boolean) {
  while (!condition()) await wait(5);
}

/** What a command printed in a terminal of its own, line by line, once it has ended. */
export async function linesOf(bench: Bench, command: string, options: Record<string, unknown> = {}) {
  const sessionId = await bench.run(command, options);
  await bench.ended(sessionId);
  return bench.server.session(sessionId).text.split("\r\n").slice(0, -1);
}

/** Whether a process runs, and what is typed at its terminal is for it. */
export function isInForeground(pid: number): boolean {
  const text = readFileSync(`/proc/${pid}/stat`, "latin1");
  const [state, , group, , , foreground] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return state !== "T" && group === foreground;
}

/** The machine's own numbers of all processes whose command line holds `text`. */
export function processesWith(text: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      if (!Number.isInteger(pid) || pid === process.pid) return false;
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " ").includes(text);
      } catch {
        return false; // gone since it was listed
      }
    });
}
