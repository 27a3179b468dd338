export type LogLevel = "info" | "warn" | "error";
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** One line of JSON per entry on stderr. Fields are ids, counts and reasons: never what a terminal shows or is told. */
export const log: Log = (level, message, fields = {}) => {
  process.stderr.write(
    `${JSON.stringify({ time: new Date().toISOString(), level, message, pid: process.pid, ...fields })}\n`,
  );
};

/** What went wrong, in one line that can be read without a debugger. */
export const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
