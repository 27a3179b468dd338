import { overrideEnvironment } from "../config/environment.ts";
import { usageFailure } from "../failure.ts";
import type { Register } from "../program.ts";
import { readCount } from "./new.ts";

export const registerServe: Register = (program, start) => {
  program
    .command("serve", { isDefault: true })
    .summary("run the server (what `dispatch` alone does)")
    .description(
      "Run the server in this terminal. Sessions go on when it ends; `dispatch stop` ends them too.",
    )
    .option("--host <address>", "address to listen on (HOST)")
    .option("--port <number>", "port to listen on (PORT)", readCount)
    .action(
      start<{ host?: string; port?: number }>(async ({ context, options }) => {
        if (options.port !== undefined && options.port > 65_535)
          throw usageFailure(`${options.port} is no port`, "Give one from 0 to 65535");
        overrideEnvironment({ HOST: options.host, PORT: options.port?.toString() });
        // From here on this process is the server's, its signals included.
        context.releaseSignals();
        await import(serverEntry().href);
      }),
    );
};

/** The server lies beside this program: built beside built, source beside source. */
export function serverEntry(here: string = import.meta.url): URL {
  // This file is `src/commands/serve.ts`; built, it is part of a file directly in `dist/`.
  return here.endsWith(".ts")
    ? new URL("../../../server/src/main.ts", here)
    : new URL("../../server/dist/main.js", here);
}
