import { ConfigError, readConfig, type RunnerConfig } from "./config.ts";
import { log, reasonOf } from "./log.ts";
import { Runner } from "./runner.ts";

const EXIT_USAGE = 2;
/** After its last word the event loop empties by itself; a process that hangs in the kernel must not prevent it. */
const LEAVE_LIMIT_MS = 1_000;

const config = configOrUndefined();
if (config) run(config);
else process.exitCode = EXIT_USAGE;

function run(config: RunnerConfig) {
  const runner = new Runner(config, { log, onLeave: leave });
  // A fault in one session's handling is no reason to end the others: their processes would go with this one.
  process.on("uncaughtException", (error) =>
    log("error", "uncaught", { reason: reasonOf(error), stack: error.stack }),
  );
  // Whoever read the log may be gone; that there is nobody to tell is nothing to log.
  process.stderr.on("error", ignore);
  process.on("SIGINT", ignore);
  process.on("SIGHUP", ignore);
  process.on("SIGPIPE", ignore);
  process.on("SIGTERM", () => runner.end());
  log("info", "the runner starts", { runnerId: config.runnerId, build: config.build });
  runner.start();
}

/** Ctrl-C and a closed terminal are for the server that was started there; a runner outlives it. */
function ignore() {
  return undefined;
}

function leave(exitCode: number) {
  process.exitCode = exitCode;
  // eslint-disable-next-line no-restricted-properties -- the last resort after the orderly way
  setTimeout(() => process.exit(exitCode), LEAVE_LIMIT_MS).unref();
}

function configOrUndefined(): RunnerConfig | undefined {
  try {
    return readConfig(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    log("error", "the runner cannot start", { reason: error.message });
    return undefined;
  }
}
