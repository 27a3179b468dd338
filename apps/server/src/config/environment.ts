import type { Environment } from "./config.ts";

/** The one place that reads it. */
export const environment: Environment = process.env;
