import type { Register } from "../program.ts";

export const registerSecrets: Register = (program, start) => {
  const group = program
    .command("secrets")
    .summary("replace the key that secrets are sealed with")
    .description("The secrets that the server keeps, sealed with the installation's encryption key.");
  group
    .command("rotate")
    .summary("make a new encryption key and seal everything under it")
    .description(
      "Make a new encryption key and seal every secret under it. Nobody is signed out; API keys stay. For the owner.",
    )
    .action(
      start(async ({ context }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const done = dataOf(await (await context.client()).POST("/api/encryption-key/rotate"));
        context.print(done, `A new encryption key is in use; ${done.secrets} secrets are sealed under it`);
      }),
    );
};
