import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { LimitsProof, SessionLimits } from "@dispatch/protocol/isolation";
import { reasonOf, type Log } from "../log.ts";
import { cgroupV1 } from "./cgroup-v1.ts";
import { cgroupV2 } from "./cgroup-v2.ts";
import { thisProcess } from "./cgroups.ts";
import { realGroupFiles } from "./group-files.ts";
import type { Command, Group, Limits, Mechanism } from "./mechanism.ts";
import { hasOwnLimits, threadsOf, underOwnLimits } from "./own-limits.ts";
import { systemdScope, type SystemdRun } from "./systemd-scope.ts";

/** A session that needs more than this of the machine's memory leaves too little for everything else. */
const MEMORY_SHARE = 0.75;
/** Enough for large builds and browsers, few enough that a fork bomb leaves the machine usable. */
const PROCESSES = 4096;
const OPEN_FILES = 65_536;
/** Between two tries to take a group away whose last processes are just ending, and for how long. */
const REMOVE_AGAIN_MS = 100;
const REMOVE_LIMIT_MS = 10_000;
const TOOL_LIMIT_MS = 5_000;

/** A session's limits at work. */
export type Limited = {
  readonly command: Command;
  /** Why it ended, where a limit was the reason. */
  reason(end: { readonly exitCode: number; readonly signal?: string }): Promise<string | undefined>;
  /** Takes away what was made for it, once its last process has ended. */
  release(): Promise<void>;
};

/** Limits for sessions by the best means of this machine, found out by trying. */
export class SessionLimitsOfMachine {
  readonly #log: Log;
  #found: Promise<Mechanism | undefined> | undefined;
  readonly #failed: string[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  async proof(): Promise<LimitsProof> {
    const mechanism = await this.#mechanism();
    if (mechanism) return { by: mechanism.by, enforces: [...mechanism.enforces], detail: mechanism.detail };
    const tried = `No groups of processes can be made: ${this.#failed.join("; ")}.`;
    return hasOwnLimits()
      ? {
          by: "prlimit",
          enforces: ["memory", "processes", "file-size", "open-files"],
          detail: `${tried} Memory is limited for each process and processes for each user.`,
        }
      : { by: "nothing", enforces: [], detail: `${tried} There is no prlimit of util-linux either.` };
  }

  /** `name` is one that no other launch has: what is left of an earlier one of the session must not be met. */
  async apply(
    launch: { name: string; uid: number; wish: SessionLimits },
    command: Command,
  ): Promise<Limited> {
    const limits = resolveLimits(launch.wish);
    const mechanism = await this.#mechanism();
    if (!mechanism)
      return { command: alone(command, limits, launch.uid), reason: noReason, release: noRelease };
    const group = await mechanism.open(launch.name, limits);
    return {
      command: group.enter(underOwnLimits(command, limits)),
      async reason({ exitCode, signal }) {
        const wasKilled = signal === "SIGKILL" || exitCode === KILLED;
        if (!wasKilled || limits.memoryBytes === undefined || (await group.memoryKills()) === 0)
          return undefined;
        return `It ran out of its memory limit of ${readableSize(limits.memoryBytes)}.`;
      },
      release: () => this.#release(group, launch.name),
    };
  }

  #mechanism(): Promise<Mechanism | undefined> {
    this.#found ??= this.#find();
    return this.#found;
  }

  async #find(): Promise<Mechanism | undefined> {
    const needs = { files: realGroupFiles, ...thisProcess };
    const isRoot = process.getuid?.() === 0;
    const candidates: readonly [string, () => Promise<Mechanism>][] = [
      ["control groups", () => cgroupV2({ ...needs, isDelegated: (unit) => isDelegated(unit, isRoot) })],
      ["systemd", () => systemdScope({ run: runSystemd, isRoot, pid: process.pid })],
      ["control groups of version 1", () => cgroupV1(needs)],
    ];
    if (process.platform !== "linux") return undefined;
    for (const [name, make] of candidates) {
      try {
        const mechanism = await make();
        await mechanism.clean();
        return mechanism;
      } catch (error) {
        this.#failed.push(`${name}: ${reasonOf(error)}`);
      }
    }
    return undefined;
  }

  async #release(group: Group, launch: string) {
    const giveUpAt = performance.now() + REMOVE_LIMIT_MS;
    while (!(await group.remove())) {
      // A later runner takes it away.
      if (performance.now() > giveUpAt) return this.#log("warn", "a session's group is left", { launch });
      await wait(REMOVE_AGAIN_MS, undefined, { ref: false });
    }
  }
}

const KILLED = 137;
const noReason = () => Promise.resolve(undefined);
const noRelease = () => Promise.resolve();

/** Without groups: each process by itself, and the number of processes of the whole user. */
function alone(command: Command, limits: Limits, uid: number): Command {
  const { processes, memoryBytes } = limits;
  // The kernel does not count root's. What the user runs already is not the session's.
  const userProcesses = uid === 0 || processes === undefined ? undefined : processes + threadsOf(uid);
  return underOwnLimits(command, { ...limits, dataBytes: memoryBytes, userProcesses });
}

function resolveLimits(wish: SessionLimits): Limits {
  return {
    memoryBytes: orDefault(wish.memoryBytes, Math.floor(totalmem() * MEMORY_SHARE)),
    processes: orDefault(wish.processes, PROCESSES),
    cpus: orDefault(wish.cpus, undefined),
    fileSizeBytes: orDefault(wish.fileSizeBytes, undefined),
    openFiles: orDefault(wish.openFiles, OPEN_FILES),
  };
}

const orDefault = <T>(wish: T | null | undefined, otherwise: T | undefined) =>
  wish === null ? undefined : (wish ?? otherwise);

function readableSize(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`;
}

const runSystemd: SystemdRun = (program, args) => {
  if (!existsSync("/run/systemd/system"))
    return Promise.reject(new Error("the system was not started by it"));
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...args],
      { timeout: TOOL_LIMIT_MS, killSignal: "SIGKILL" },
      (error, stdout, stderr) => {
        if (error) reject(new Error(stderr.trim() || error.message));
        else resolve(stdout);
      },
    );
  });
};

async function isDelegated(unit: string, isRoot: boolean): Promise<boolean | undefined> {
  if (!existsSync("/run/systemd/system")) return undefined;
  const manager = isRoot ? [] : ["--user"];
  const answer = await runSystemd("systemctl", [...manager, "show", "--property=Delegate", "--value", unit]);
  return answer.trim() === "yes";
}
