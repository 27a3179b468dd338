import type { ShownFolder } from "@dispatch/protocol/link";
import type { IsolationRung, NetworkAccess, RungProof } from "@dispatch/protocol/isolation";

/** What is to run. `env` is the person's own: nothing outside the last step of a rung may run under it. */
export type Program = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
};

/** For whom and where a program runs. All paths are real ones, without links. */
export type Place = {
  /** The unprivileged uid, and gid, of the person; undefined where everybody has the runner's own. */
  readonly uid: number | undefined;
  /** Holds all that belongs to the person; itself it belongs to the runner. */
  readonly folder: string;
  readonly homePath: string;
  readonly workspacePath: string;
  /** Files that stand for /etc/passwd and /etc/group. */
  readonly passwdPath: string;
  readonly groupPath: string;
  readonly sessionId: string;
  readonly launch: number;
  readonly network: NetworkAccess;
  /** Folders and files that are seen besides; real paths. */
  readonly shown: readonly ShownFolder[];
};

/** The command that gives a program to the kernel on a rung. */
export type Wrapped = Program & {
  /** It gives the program a terminal of its own, and ours is the way to that one. */
  readonly bringsTerminal?: boolean;
  /** Takes away what is left of it once it has ended, where that does not go by itself. */
  readonly release?: () => Promise<void>;
};

/** One rung of the ladder. */
export type Rung = {
  readonly name: IsolationRung;
  /** Runs something on the rung and looks at what it got. */
  probe(): Promise<RungProof>;
  wrap(program: Program, place: Place): Promise<Wrapped>;
  /** Whether the programs of a session are those that the runner finds on its machine. */
  readonly programsOf: "the machine" | "an image";
  /** How the end of the wrapped command tells the end of the program. */
  readonly passesSignalsOn: "as they are" | "as exit codes";
};
