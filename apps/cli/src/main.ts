import { settingsOfThisProcess } from "./config/environment.ts";
import { run } from "./run.ts";

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interruption.abort(name));

// A reader that has seen enough (`| head`) closes the pipe: that ends the work, and is no mistake.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") interruption.abort("EPIPE");
});

process.exitCode = await run(process.argv.slice(2), {
  settings: settingsOfThisProcess(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
});
