import { setTimeout as sleep } from "node:timers/promises";

/** As people pause: never in step with frames, timers or answers. */
export const pause = ({
  least,
  spread,
}: {
  readonly least: number;
  readonly spread: number;
}): Promise<void> => sleep(least + Math.random() * spread);
