import type { SourceFile } from "./source-file.ts";

/** How much is measured: the full run takes a quarter of an hour, the quick one a few minutes. */
export type Sizes = {
  readonly rounds: number;
  readonly keystrokes: number;
  readonly historyMegabytes: readonly number[];
  readonly attaches: number;
  readonly readers: number;
  readonly idleSessions: readonly number[];
  readonly starts: number;
};

export const fullSizes: Sizes = {
  rounds: 3,
  keystrokes: 400,
  historyMegabytes: [0, 1, 100, 1000],
  attaches: 25,
  readers: 200,
  idleSessions: [50, 200, 500],
  starts: 7,
};

export const quickSizes: Sizes = {
  rounds: 1,
  keystrokes: 200,
  historyMegabytes: [0, 1, 50],
  attaches: 10,
  readers: 50,
  idleSessions: [50],
  starts: 3,
};

export type Sources = { readonly large: SourceFile; readonly small: SourceFile };

export type Bench = {
  readonly sizes: Sizes;
  /** `large` is what throughput is measured with, `small` what many readers share. */
  readonly sources: Sources;
  readonly say: (line: string) => void;
};

export type Target = { readonly text: string; readonly met: boolean };

/** One line of the table. */
export type Row = {
  readonly figure: string;
  readonly unit: string;
  readonly bare?: number;
  readonly dispatch: number;
  readonly target?: Target;
};

export type Figure = { readonly name: string; readonly run: (bench: Bench) => Promise<readonly Row[]> };

export const atMost = (value: number, limit: number, text = `<= ${limit}`): Target => ({
  text,
  met: value <= limit,
});
export const atLeast = (value: number, limit: number, text = `>= ${limit}`): Target => ({
  text,
  met: value >= limit,
});
