import { Option, type Command } from "commander";
import { ago, table } from "../output/table.ts";
import type { Start } from "../program.ts";
import { readCount } from "./new.ts";

/** The part of `dispatch user` that is about people who have no account yet. */
export function registerInvitations(group: Command, start: Start): void {
  registerInvite(group, start);
  registerInvites(group, start);
  registerUninvite(group, start);
}

function registerInvite(group: Command, start: Start): void {
  group
    .command("invite")
    .summary("make a link that opens one account; it is shown once")
    .description("Make a link that opens one account, once, and print it.")
    .addOption(
      new Option("--role <role>", "what the new person may do")
        .choices(["member", "admin"])
        .default("member"),
    )
    .option("--hours <count>", "how long the link works; 72 if left out", readCount)
    .action(
      start<{ role: "member" | "admin"; hours?: number }>(async ({ context, options }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const body = {
          role: options.role,
          ...(options.hours === undefined ? {} : { expiresInHours: options.hours }),
        };
        const invite = dataOf(await (await context.client()).POST("/api/invites", { body }));
        context.print(invite, invite.url);
      }),
    );
}

function registerInvites(group: Command, start: Start): void {
  group
    .command("invites")
    .summary("list invitations that are still open")
    .description("List invitations that nobody has used yet. Their links are not shown again.")
    .action(
      start(async ({ context }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const page = dataOf(await (await context.client()).GET("/api/invites"));
        const rows = page.items.map((invite) => [
          invite.id,
          invite.role,
          ago(invite.createdAt),
          invite.expiresAt,
        ]);
        const text =
          rows.length === 0
            ? "No open invitations. `dispatch user invite` makes one."
            : table(["ID", "ROLE", "MADE", "ENDS"], rows);
        context.print(page, text);
      }),
    );
}

function registerUninvite(group: Command, start: Start): void {
  group
    .command("uninvite")
    .summary("take an invitation back")
    .description("Take an invitation back: its link opens nothing any more.")
    .argument("<id>", "the invitation's id")
    .action(
      start(async ({ context, words: [id = ""] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        dataOf(await (await context.client()).DELETE("/api/invites/{id}", { params: { path: { id } } }));
        context.print({ id, removed: true }, `${id}  removed`);
      }),
    );
}
