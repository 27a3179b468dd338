import type { Live } from "@dispatch/client/live/live";
import { onPageUse } from "./page-use.ts";

export type ConnectionPhase = "connecting" | "online" | "offline" | "refused";

/** The one live connection of this page, as components can show it. */
export class Connection implements Disposable {
  readonly live: Live;
  phase = $state<ConnectionPhase>("connecting");
  latencyMs = $state<number>();
  detail = $state<string>();
  readonly #off: (() => void)[];

  constructor(live: Live) {
    this.live = live;
    this.#off = [
      live.on("state", this.#read),
      live.on("latency", this.#read),
      onPageUse(() => live.pageUsed()),
    ];
    this.#read();
  }

  [Symbol.dispose]() {
    for (const off of this.#off) off();
    this.live.close();
  }

  #read = () => {
    this.phase = this.live.state;
    this.latencyMs = this.live.latencyMs;
    this.detail = this.live.problem?.detail;
  };
}
