#!/usr/bin/env node
import { settingsOfThisProcess } from "./config/environment.ts";
import { run } from "./run.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const interruption = new AbortController();
let listener: (() => void) | undefined;
const interrupt = (name: string) => (name === "SIGINT" && listener ? listener() : interruption.abort(name));
for (const name of signals) process.on(name, interrupt);

// A reader that has seen enough (`| head`) closes the pipe: that ends the work, and is no mistake.
const endOfReader = (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") interruption.abort("EPIPE");
};
process.stdout.on("error", endOfReader);

const code = await run(process.argv.slice(2), {
  settings: settingsOfThisProcess(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
  releaseSignals: () => {
    for (const name of signals) process.off(name, interrupt);
    process.stdout.off("error", endOfReader);
  },
  onInterrupt: (heard) => {
    listener = heard;
    return () => (listener = undefined);
  },
});
// The server, when it ran in this process, may have said already how it ended.
process.exitCode ||= code;
// A request that was cut short may still hold a connection; nobody waits for it any more.
if (interruption.signal.aborted) process.exit();
