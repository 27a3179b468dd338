import type { Readable, Writable } from "node:stream";
import type { Client } from "@dispatch/client";
import type { Settings } from "./config/environment.ts";

export type InputStream = Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };
export type OutputStream = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** The world around a command: everything of the process that it may touch. */
export type Surroundings = {
  readonly settings: Settings;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Aborts on SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
  /** Leaves signals to whoever comes next: the server, when it runs in this process. */
  releaseSignals(): void;
  /** Until what it returns is called, Ctrl-C calls the listener and does not end the command. */
  onInterrupt(listener: () => void): () => void;
};

export type GlobalOptions = { readonly json?: true; readonly server?: string; readonly token?: string };

/** What each command gets. */
export type Context = Surroundings & {
  readonly json: boolean;
  /** Address of the server that is meant. */
  readonly server: string;
  readonly token: string | undefined;
  /** A client with the credential that applies. Loaded on demand: `--help` needs none of it. */
  client(server?: string): Promise<Client>;
  /** One result: for people the text, with --json the value. */
  print(value: unknown, text: string): void;
};
