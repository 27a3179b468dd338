import type { Context } from "../context.ts";
import { checkAgents } from "./agent-checks.ts";
import { checkIsolation } from "./isolation-checks.ts";
import { runningServer } from "../local/server-file.ts";
import { checkDatabase, checkDisk, checkHome, checkNode } from "./machine-checks.ts";
import { checkPort, checkReadiness, checkServer } from "./server-checks.ts";

export type Finding = {
  readonly name: string;
  readonly state: "ok" | "warn" | "fail";
  readonly found: string;
  /** What mends it. */
  readonly fix?: string;
};

/** Every check, in the order in which one builds on the other. */
export async function* examine({
  settings,
  server,
  client,
}: Pick<Context, "settings" | "server" | "client">): AsyncGenerator<Finding> {
  yield checkNode(process.versions.node);
  yield await checkHome(settings.home);
  yield await checkDatabase(settings.home);
  yield await checkDisk(settings.home);
  const running = await runningServer(settings.home);
  yield await checkPort({ host: settings.host, port: settings.port, running });
  const answering = await checkServer(server, running);
  yield answering;
  if (answering.state !== "ok") return;
  yield* checkReadiness(server);
  const known = await client();
  yield* checkIsolation(known);
  yield* checkAgents(known);
}
