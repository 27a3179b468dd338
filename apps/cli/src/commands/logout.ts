import { LoginStore } from "../account/login-store.ts";
import type { Register } from "../program.ts";

export const registerLogout: Register = (program, start) => {
  program
    .command("logout")
    .summary("end the login")
    .description("End the login at the server, and forget it here.")
    .action(
      start(async ({ context }) => {
        const store = new LoginStore(context.settings.credentialsPath);
        const login = await store.read(context.server);
        if (!login)
          return context.print(
            { server: context.server, signedOut: false },
            `Not signed in at ${context.server}`,
          );
        const [{ createClient }, { storedCredential }] = await Promise.all([
          import("@dispatch/client"),
          import("../account/credential.ts"),
        ]);
        const client = createClient({ baseUrl: context.server, ...storedCredential(context.server, store) });
        // What is kept here is forgotten in any case: a server that is away must not keep a person signed in.
        const ended = await client.POST("/api/auth/logout").then(
          ({ response }) => response.ok,
          () => false,
        );
        await store.remove(context.server);
        const text = ended
          ? "Signed out"
          : "Forgotten here; the server did not answer, so the login itself ends by its age";
        context.print({ server: context.server, signedOut: true, endedAtServer: ended }, text);
      }),
    );
};
