import type { LimitsProof } from "@dispatch/protocol/isolation";

/** What a session may take at most; undefined is no limit. */
export type Limits = {
  readonly memoryBytes: number | undefined;
  readonly processes: number | undefined;
  readonly cpus: number | undefined;
  readonly fileSizeBytes: number | undefined;
  readonly openFiles: number | undefined;
};

export type Command = { readonly file: string; readonly args: readonly string[] };

/** Where one launch of a session is counted. */
export type Group = {
  /** The same command, which first puts itself into the group: whatever it starts is in there too. */
  enter(command: Command): Command;
  /** How often the kernel has ended a process of the group for want of memory. Ask before it is removed. */
  memoryKills(): Promise<number>;
  /** Takes the group away; false while processes are in it. */
  remove(): Promise<boolean>;
};

/** One way to limit the processes of a session as a whole. */
export type Mechanism = {
  readonly by: LimitsProof["by"];
  readonly enforces: LimitsProof["enforces"];
  readonly detail: string;
  open(launch: string, limits: Limits): Promise<Group>;
  /** Takes away what dead runners have left. */
  clean(): Promise<void>;
};
