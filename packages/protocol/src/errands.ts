import type { z } from "zod";
import { agentErrands } from "./errands/agents.ts";
import { fileErrands } from "./errands/files.ts";
import { gitErrands } from "./errands/git.ts";
import { repositoryErrands } from "./errands/repositories.ts";
import { setUpErrands } from "./errands/set-up.ts";

/**
 * What the server can send an attendant to do: the program that works in a workspace for Dispatch, on the session's
 * side of its isolation. Each errand has parameters and a result; some send notes on the way, some take or give bytes.
 */
export type ErrandShape = {
  readonly params: z.ZodType;
  readonly result: z.ZodType;
  /** What it tells before it is done: progress, or things found one by one. */
  readonly note?: z.ZodType;
};

export const errands = {
  ...fileErrands,
  ...gitErrands,
  ...repositoryErrands,
  ...setUpErrands,
  ...agentErrands,
} as const satisfies Record<string, ErrandShape>;

export type ErrandName = keyof typeof errands;
type Shape<N extends ErrandName> = (typeof errands)[N];
/** As they are given, before defaults are filled in. */
export type ErrandWish<N extends ErrandName> = z.input<Shape<N>["params"]>;
export type ErrandParams<N extends ErrandName> = z.output<Shape<N>["params"]>;
export type ErrandResult<N extends ErrandName> = z.output<Shape<N>["result"]>;
export type ErrandNote<N extends ErrandName> =
  Shape<N> extends { readonly note: z.ZodType } ? z.output<Shape<N>["note"]> : never;
