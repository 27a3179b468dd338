import { oneLine } from "../output/table.ts";
import type { Register } from "../program.ts";

export const registerWhoami: Register = (program, start) => {
  program
    .command("whoami")
    .summary("show who you are signed in as")
    .description("Show the account that the credential belongs to.")
    .action(
      start(async ({ context }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const { user } = dataOf(await (await context.client()).GET("/api/auth/me"));
        context.print(
          { ...user, server: context.server },
          oneLine(`${user.email} (${user.role}) at ${context.server}`),
        );
      }),
    );
};
