import type { DriverItem } from "@dispatch/protocol/agent/driving";
import type { SdkMessage } from "../sdk.ts";
import { Translation } from "../translation.ts";

/** One step of a recording: what the agent sent, or what the driver did meanwhile. */
export type Step =
  | (SdkMessage & { readonly type: Exclude<string, "driver"> })
  | { readonly type: "driver"; readonly prompted: string }
  | {
      readonly type: "driver";
      readonly used: { readonly id: string; readonly tool: string; readonly input: unknown };
    }
  | { readonly type: "driver"; readonly interrupted: true };

/** What the driver says of it. */
export function replay(steps: readonly Step[]): DriverItem[] {
  const items: DriverItem[] = [];
  const translation = new Translation({
    emit: (item) => items.push(item),
    cwd: "/workspace",
    read: () => undefined,
    now: () => 0,
    onHopeless: () => undefined,
  });
  for (const step of steps) {
    if ("prompted" in step) translation.prompted(step.prompted);
    else if ("used" in step) translation.used(step.used);
    else if ("interrupted" in step) translation.interrupted();
    else translation.take(step);
  }
  translation.end("interrupted");
  return items;
}
