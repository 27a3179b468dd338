import type { SessionStatus } from "./session-status.ts";

// Apart from the schemas, which a page that only asks this need not load.

/** Whether a process may be alive behind a session of this status. */
export const isLive = (status: SessionStatus) => status !== "ended" && status !== "pending";
