import type { Caller } from "../domain/access/caller.ts";
import type { Viewer } from "../domain/session/session-view.ts";

/** How a caller is shown to others who have the same session in front of them. */
export const viewerOf = (caller: Caller): Viewer =>
  caller.kind === "person"
    ? {
        id: caller.userId,
        userId: caller.userId,
        name: caller.name,
        isHuman: caller.loginId !== undefined,
      }
    : { id: caller.shareId, name: caller.name, isHuman: true };
