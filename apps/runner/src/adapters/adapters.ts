import type { StartCall } from "@dispatch/protocol/link";
import type { Adapter } from "./adapter.ts";

/** One for each kind of session that is processes. */
export type Adapters = {
  readonly [K in StartCall["kind"]]: Adapter<Extract<StartCall, { kind: K }>>;
};

export const adapterFor = (adapters: Adapters, kind: StartCall["kind"]): Adapter => adapters[kind] as Adapter; // the call's kind is the adapter's
