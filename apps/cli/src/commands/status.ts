import type { Context } from "../context.ts";
import { exitCode, Failure } from "../failure.ts";
import { runningServer } from "../local/server-file.ts";
import { ago } from "../output/table.ts";
import type { Register } from "../program.ts";

/** A server that is there answers its health at once. */
const HEALTH_LIMIT_MS = 5_000;

export const registerStatus: Register = (program, start) => {
  program
    .command("status")
    .summary("show whether a server answers, and what it runs")
    .description(
      "Show whether the server answers, and how many sessions it runs. Exit code 1 when it does not answer.",
    )
    .action(
      start(async ({ context }) => {
        const health = await fetch(`${context.server}/api/health`, {
          signal: AbortSignal.timeout(HEALTH_LIMIT_MS),
        }).catch((error: unknown) => error as Error);
        if (health instanceof Error || !health.ok) {
          throw new Failure({
            exitCode: exitCode.failed,
            code: "server-unreachable",
            what: `No server answers at ${context.server}`,
            advice: "Start one with `dispatch serve`, or name another with --server",
          });
        }
        await health.body?.cancel();
        const file = await runningServer(context.settings.home);
        const local = file?.url.replace(/\/+$/, "") === context.server ? file : undefined;
        const sessions = await countSessions(context);
        const counted =
          sessions === undefined
            ? "not signed in: `dispatch login` shows its sessions"
            : `${sessions.live} live of ${sessions.total} sessions`;
        const where = local
          ? `, process ${local.pid}, started ${ago(local.startedAt)}, build ${local.build}`
          : "";
        context.print(
          {
            server: context.server,
            answering: true,
            ...(local ? { process: local } : {}),
            ...(sessions ? { sessions } : {}),
          },
          `${context.server} answers${where}\n${counted}`,
        );
      }),
    );
};

/** Counted only for somebody who is signed in. */
async function countSessions(context: Context): Promise<{ live: number; total: number } | undefined> {
  const [{ listSessions }, { problemOf }] = await Promise.all([
    import("../sessions/session-api.ts"),
    import("@dispatch/client/problem"),
  ]);
  try {
    const sessions = await listSessions(await context.client());
    return { live: sessions.filter(({ status }) => status !== "ended").length, total: sessions.length };
  } catch (error) {
    if (problemOf(error)?.status === 401) return undefined;
    throw error;
  }
}
