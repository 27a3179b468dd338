import { usageFailure } from "../failure.ts";
import { runningServer } from "../local/server-file.ts";
import type { Register } from "../program.ts";

export const registerStop: Register = (program, start) => {
  program
    .command("stop")
    .summary("end the server, its runner and all sessions")
    .description("End this machine's server with its runner and all sessions. Histories stay.")
    .option("-y, --yes", "do not ask")
    .action(
      start<{ yes?: true }>(async ({ context, options }) => {
        const server = await runningServer(context.settings.home);
        if (!server) return context.print({ stopped: false }, `No server runs from ${context.settings.home}`);
        const [{ dataOf }, { listSessions }, { endServer, runnerPids, stopSessions }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../sessions/session-api.ts"),
          import("../local/stop-server.ts"),
        ]);
        // This machine's server, whichever another command would talk to.
        const client = await context.client(server.url.replace(/\/+$/, ""));
        const hasOwner = !dataOf(await client.GET("/api/setup")).ownerNeeded;
        const sessions = hasOwner ? await listSessions(client) : [];
        const live = sessions.filter(({ status }) => status !== "ended");
        if (live.length > 0 && !options.yes) {
          const count = `${live.length} ${live.length === 1 ? "session" : "sessions"}`;
          if (!context.stdin.isTTY) throw usageFailure(`${count} would end`, "Say so with --yes");
          const { ask } = await import("../account/ask.ts");
          const answer = await ask(context, {
            question: `This ends ${count} with everything that runs in them. Go on? [y/N] `,
            masked: false,
          });
          if (!/^y(es)?$/i.test(answer.trim()))
            return context.print({ stopped: false }, "Nothing was stopped");
        }
        await stopSessions(client, live, context.signal);
        const runners = hasOwner ? await runnerPids(client) : [];
        await endServer(server, runners, context.signal);
        context.print(
          { stopped: true, sessions: live.length, ...server },
          `Stopped ${server.url} and ${live.length} live ${live.length === 1 ? "session" : "sessions"}`,
        );
      }),
    );
};
