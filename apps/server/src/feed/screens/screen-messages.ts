import type { StoredScreen } from "../../domain/store.ts";

/** Output after which a screen is stored again, and the longest tail that a reader gets behind a stored one. */
export const SNAPSHOT_AFTER_BYTES = 256 * 1024;

/** Output between two waypoints: so much is parsed at most to reach a point of a recording. */
export const WAYPOINT_EVERY_BYTES = 4 * 1024 * 1024;

/** What a session has come to: its newest event, and how many bytes came since this was last said. */
export type Advance = { readonly session: number; readonly seq: number; readonly bytes: number };

export type ToWorker =
  | { readonly type: "advanced"; readonly advances: readonly Advance[] }
  /** With `at` the screen as it was at that event, else as it is. */
  | {
      readonly type: "read";
      readonly read: number;
      readonly session: number;
      readonly at: number | undefined;
    }
  | { readonly type: "forget"; readonly session: number }
  | { readonly type: "stop" };

export type FromWorker =
  | { readonly type: "snapshot"; readonly session: number; readonly screen: StoredScreen }
  | { readonly type: "waypoint"; readonly session: number; readonly screen: StoredScreen }
  /** Looked back as far as it may at once; the waypoints that it kept bring the next one further. */
  | { readonly type: "unfinished"; readonly read: number }
  | { readonly type: "answer"; readonly read: number; readonly screen: StoredScreen }
  | {
      readonly type: "failure";
      readonly session: number;
      readonly message: string;
      readonly reads: readonly number[];
    };

export type ScreenTimes = {
  /** Silence after which a changed screen is stored. */
  readonly quietMs: number;
  /** Silence after which a terminal is given up; its stored screen brings it back. */
  readonly idleMs: number;
  /** Terminals that go within this time have their memory returned together. */
  readonly returnMemoryMs: number;
};

export const screenTimes: ScreenTimes = { quietMs: 300, idleMs: 30_000, returnMemoryMs: 5_000 };

export type WorkerData = { readonly databasePath: string; readonly times: ScreenTimes };
