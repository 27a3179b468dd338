import type { Command } from "commander";
import { ago, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";

export const registerLogins: Register = (program, start) => {
  const group = program
    .command("logins")
    .summary("list where you are signed in, and end a login")
    .description("Where you are signed in. Without a command they are listed.");
  registerList(group, start);
  registerEnd(group, start);
};

function registerList(group: Command, start: Start): void {
  group
    .command("ls", { isDefault: true })
    .summary("list your logins")
    .description("List your logins, with the address and the program that each was made from.")
    .action(
      start(async ({ context }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const page = dataOf(await (await context.client()).GET("/api/auth/logins"));
        const rows = page.items.map((login) => [
          login.id,
          ago(login.createdAt),
          ago(login.lastUsedAt),
          login.address,
          login.current ? `${login.device} (this one)` : login.device,
        ]);
        const text =
          rows.length === 0
            ? "No logins. `dispatch login` makes one."
            : table(["ID", "SIGNED IN", "USED", "FROM", "PROGRAM"], rows);
        context.print(page, text);
      }),
    );
}

function registerEnd(group: Command, start: Start): void {
  group
    .command("end")
    .summary("end a login at once")
    .description("End a login of yours at once, with all that is open under it.")
    .argument("<id>", "the login's id")
    .action(
      start(async ({ context, words: [id = ""] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        dataOf(await (await context.client()).DELETE("/api/auth/logins/{id}", { params: { path: { id } } }));
        context.print({ id, ended: true }, `${id}  ended`);
      }),
    );
}
