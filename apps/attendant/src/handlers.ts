import type { ErrandHandlers } from "./errand.ts";
import { fileHandlers } from "./files/file-handlers.ts";

/** Everything an attendant can be sent to do. */
export const handlers: ErrandHandlers = { ...fileHandlers };
