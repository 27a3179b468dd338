import { z } from "zod";

/** How far a session is kept from the machine and from other people's sessions, weakest first. */
export const IsolationRung = z.enum(["none", "uid", "bubblewrap", "container"]);
export type IsolationRung = z.infer<typeof IsolationRung>;

/** `host`: the machine's own network; `none`: not even the machine's own loopback services. */
export const NetworkAccess = z.enum(["host", "none"]);
export type NetworkAccess = z.infer<typeof NetworkAccess>;

/** What a runner found out about one rung by running something on it. */
export const RungProof = z.object({
  rung: IsolationRung,
  proved: z.boolean(),
  how: z.string().describe("What was run and seen, or what the rung would do."),
  why: z.string().optional().describe("Why it is not proved: what failed, in its own words."),
  fix: z.string().optional().describe("What to install or change."),
  networks: z.array(NetworkAccess).describe("The network choices it can give."),
});
export type RungProof = z.infer<typeof RungProof>;

/** By what sessions are limited on a runner, and which limits it enforces. */
export const LimitsProof = z.object({
  by: z.enum(["cgroup-v2", "systemd", "cgroup-v1", "prlimit", "nothing"]),
  enforces: z.array(z.enum(["memory", "processes", "cpu", "file-size", "open-files"])),
  detail: z.string(),
});
export type LimitsProof = z.infer<typeof LimitsProof>;

export const IsolationReport = z.object({ rungs: z.array(RungProof), limits: LimitsProof });
export type IsolationReport = z.infer<typeof IsolationReport>;

/** Left out: the runner's default. `null`: no limit. */
export const SessionLimits = z.object({
  memoryBytes: z.int().min(1).nullable().optional(),
  processes: z.int().min(1).nullable().optional(),
  /** In processors: 1.5 is one and a half. */
  cpus: z.number().positive().nullable().optional(),
  fileSizeBytes: z.int().min(1).nullable().optional(),
  openFiles: z.int().min(1).nullable().optional(),
});
export type SessionLimits = z.infer<typeof SessionLimits>;

/** What containers are made from: an image, or, left out, the machine's own system. */
export const ContainerSource = z.object({ image: z.string().optional() });
export type ContainerSource = z.infer<typeof ContainerSource>;

/** How a session is to be kept. The runner gives exactly this or refuses; it never steps down. */
export const SessionIsolation = z.object({
  rung: IsolationRung,
  network: NetworkAccess,
  container: ContainerSource.optional(),
  limits: SessionLimits,
  /** For whom: the number makes the uid, the name stands before `@` in a prompt, and the folder holds what is theirs. */
  person: z.object({ number: z.int().min(1), name: z.string(), folder: z.string() }),
});
export type SessionIsolation = z.infer<typeof SessionIsolation>;
