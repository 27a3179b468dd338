import type { Command } from "commander";
import type { NewShare } from "@dispatch/protocol/sharing";
import { usageFailure } from "../failure.ts";
import { oneLine, table } from "../output/table.ts";
import { readTime } from "../read-time.ts";
import type { Register, Start } from "../program.ts";
import { accessText } from "../sessions/session-text.ts";

const HOUR_MS = 3_600_000;
const SESSION = ["<session>", "id, beginning of an id, or title"] as const;

type ShareOptions = {
  readonly with?: string;
  readonly link?: string | true;
  readonly write?: true;
  readonly expires?: string;
};

/** `dispatch share`, `shares` and `unshare`: who else may see a session, or type in it. */
export const registerShare: Register = (program, start) => {
  registerCreate(program, start);
  registerList(program, start);
  registerEnd(program, start);
};

function registerCreate(program: Command, start: Start): void {
  program
    .command("share")
    .summary("let others see a session, or type in it")
    .description(
      "Let a person, or whoever has a link, see the session from its first line on. Sharing again with the same person changes what they may do.",
    )
    .argument(...SESSION)
    .option("--with <email>", "a person who has an account here")
    .option("--link [name]", "make a link, shown once; the name is what its guests are called")
    .option("--write", "they may type too: what they type runs as you")
    .option(
      "--expires <time>",
      "when it ends: 3h, 2d, 1w, a date or a time in ISO 8601; a link ends in a day",
    )
    .action(
      start<ShareOptions>(async ({ context, options, words: [reference = ""] }) => {
        const body = wishOf(options, Date.now());
        const [{ dataOf }, { resolveSession }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../sessions/session-api.ts"),
        ]);
        const client = await context.client();
        const { id } = await resolveSession(client, reference);
        const share = dataOf(
          await client.POST("/api/sessions/{id}/shares", { params: { path: { id } }, body }),
        ) as NewShare;
        context.print(share, share.url ?? `${share.id}  ${oneLine(share.name)}  ${accessText(share.access)}`);
      }),
    );
}

/** What is asked of the server, or why that cannot be asked. */
export function wishOf(options: ShareOptions, now: number) {
  const access = options.write ? ("write" as const) : ("view" as const);
  const end = options.expires === undefined ? undefined : readTime(options.expires, now);
  if ((options.with === undefined) === (options.link === undefined))
    throw usageFailure("It is not said with whom", "Give either --with <email> or --link");
  if (options.with !== undefined)
    return {
      with: "person" as const,
      email: options.with,
      access,
      ...(end ? { expiresAt: end.toISOString() } : {}),
    };
  return {
    with: "link" as const,
    label: typeof options.link === "string" ? options.link : "Guest",
    access,
    // Links end on the hour: the part of one that is left over is given too.
    ...(end ? { expiresInHours: Math.ceil((end.getTime() - now) / HOUR_MS) } : {}),
  };
}

function registerList(program: Command, start: Start): void {
  program
    .command("shares")
    .summary("list with whom a session is shared")
    .description("List with whom the session is shared. Links are not shown again.")
    .argument(...SESSION)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ dataOf }, { resolveSession }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../sessions/session-api.ts"),
        ]);
        const client = await context.client();
        const { id } = await resolveSession(client, reference);
        const page = dataOf(await client.GET("/api/sessions/{id}/shares", { params: { path: { id } } }));
        const rows = page.items.map((share) => [
          share.id,
          share.with,
          accessText(share.access),
          share.expiresAt ?? "never",
          share.name,
        ]);
        const text =
          rows.length === 0
            ? "Not shared. `dispatch share <session> --with <email>` shares it."
            : table(["ID", "WITH", "MAY", "ENDS", "NAME"], rows);
        context.print(page, text);
      }),
    );
}

function registerEnd(program: Command, start: Start): void {
  program
    .command("unshare")
    .summary("stop sharing a session")
    .description("Stop sharing: what is open under the share closes at once.")
    .argument(...SESSION)
    .argument("<share>", "the share's id, from `dispatch shares`")
    .action(
      start(async ({ context, words: [reference = "", shareId = ""] }) => {
        const [{ dataOf }, { resolveSession }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../sessions/session-api.ts"),
        ]);
        const client = await context.client();
        const { id } = await resolveSession(client, reference);
        dataOf(
          await client.DELETE("/api/sessions/{id}/shares/{shareId}", { params: { path: { id, shareId } } }),
        );
        context.print({ id: shareId, removed: true }, `${shareId}  removed`);
      }),
    );
}
