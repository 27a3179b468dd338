import { createServer } from "node:net";
import type { ServerFile } from "../local/server-file.ts";
import type { Finding } from "./examine.ts";

/** A server on any usable line answers its health in this time. */
const ANSWER_LIMIT_MS = 5_000;

export async function checkPort({
  host,
  port,
  running,
}: {
  host: string;
  port: number;
  running: ServerFile | undefined;
}): Promise<Finding> {
  const name = "Port";
  if (running)
    return {
      name,
      state: "ok",
      found: `${new URL(running.url).host} is our server's (process ${running.pid})`,
    };
  const code = await listenOnce(host, port);
  if (code === undefined) return { name, state: "ok", found: `${host}:${port} is free` };
  if (code === "EADDRINUSE") {
    return {
      name,
      state: "fail",
      found: `${host}:${port} is taken by another program`,
      fix: "End that program, or set PORT to another port.",
    };
  }
  return {
    name,
    state: "fail",
    found: `${host}:${port} cannot be listened on (${code})`,
    fix: "Set HOST to an address of this machine and PORT to one above 1023.",
  };
}

/** Nothing when listening works, else the code of what went wrong. */
const listenOnce = (host: string, port: number) =>
  new Promise<string | undefined>((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    try {
      probe.listen(port, host, () => probe.close(() => resolve(undefined)));
    } catch (error) {
      resolve((error as NodeJS.ErrnoException).code ?? "not a port");
    }
  });

export async function checkServer(server: string, running: ServerFile | undefined): Promise<Finding> {
  const name = "Server";
  try {
    const response = await fetch(`${server}/api/health`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    await response.body?.cancel();
    if (response.ok) return { name, state: "ok", found: `${server} answers` };
    return {
      name,
      state: "fail",
      found: `${server} answers with HTTP ${response.status}`,
      fix: "Check the address; the server's log tells more.",
    };
  } catch {
    if (running) {
      return {
        name,
        state: "fail",
        found: `process ${running.pid} runs, but ${server} does not answer`,
        fix: "Look at its log, and start it again: sessions live on.",
      };
    }
    return { name, state: "warn", found: `none runs at ${server}`, fix: "Start one with `dispatch serve`." };
  }
}

type Check = { readonly name: string; readonly ok: boolean; readonly detail?: string };
type Ready = { readonly checks: readonly Check[] };

/** What the server itself says about its parts, the runner among them. */
export async function* checkReadiness(server: string): AsyncGenerator<Finding> {
  try {
    const response = await fetch(`${server}/api/ready`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    const { checks } = (await response.json()) as Ready;
    for (const check of checks) yield readinessFinding(check);
  } catch (error) {
    yield {
      name: "Readiness",
      state: "fail",
      found: `the server does not tell (${(error as Error).message})`,
      fix: "Look at its log.",
    };
  }
}

const fixes: Readonly<Record<string, string>> = {
  isolation: "Do what it says, or set DISPATCH_ISOLATION to a rung that works, and start the server again.",
  runner: "A new runner is started by itself; if none comes, logs/runner.log in the home folder tells why.",
  storage:
    "Make room on the disk and check that the home folder is writable; sessions then go on by themselves.",
};

function readinessFinding({ name: part, ok, detail }: Check): Finding {
  const name = part.charAt(0).toUpperCase() + part.slice(1);
  if (ok) return { name, state: "ok", found: "ready" };
  return {
    name,
    state: "fail",
    found: detail ?? "is not ready",
    fix: fixes[part] ?? "The server's log tells more.",
  };
}
