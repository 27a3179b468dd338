/** One of the two servers that are measured, running. What figures do to both goes through here. */
export interface Side extends AsyncDisposable {
  /** The process that clients talk to. */
  readonly pid: number;
  /** All of its processes that count: the shells and what they run do not. */
  pids(): Promise<readonly number[]>;
  /** Starts `script` in `/bin/sh` in a new terminal, read from the first byte on. */
  open(script: string, take: Take): Promise<Terminal>;
  /** Starts `script` with a reader in another process; returns when output flows there. */
  openApart(script: string): Promise<AsyncDisposable>;
  /** Starts a terminal that nobody works in: as cheap as this side can have it. */
  openIdle(script: string): Promise<void>;
}

export type Take = (bytes: Uint8Array) => void;

/** A terminal with its first reader. */
export interface Terminal extends AsyncDisposable {
  write(data: string): void;
  /** Another reader of what is written from now on. */
  join(take: Take): Promise<Reader>;
}

export interface Reader extends AsyncDisposable {
  /** Takes nothing more from the network; the connection stays. */
  stopReading(): void;
}
