import { hostname } from "node:os";
import type { Client } from "@dispatch/client";
import type { Tokens } from "@dispatch/protocol/account";
import { LoginStore } from "../account/login-store.ts";
import type { Context } from "../context.ts";
import { exitCode, Failure, usageFailure } from "../failure.ts";
import type { Register } from "../program.ts";

type Options = { readonly email?: string; readonly passwordStdin?: true };

export const registerLogin: Register = (program, start) => {
  program
    .command("login")
    .summary("sign in at a server")
    .description(
      "Shows a code to enter where you are signed in already, or signs in with e-mail and password. The login is kept for this user of this machine, and renewed by itself.",
    )
    .option("--email <address>", "sign in with this e-mail address and its password")
    .option("--password-stdin", "read the password from stdin")
    .action(
      start<Options>(async ({ context, options }) => {
        const [{ dataOf }, { createClient }, { loginOf }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("@dispatch/client"),
          import("../account/credential.ts"),
        ]);
        const client = createClient({ baseUrl: context.server });
        const setup = dataOf(await client.GET("/api/setup")) as { ownerNeeded: boolean };
        if (setup.ownerNeeded) {
          throw new Failure({
            exitCode: exitCode.notSignedIn,
            code: "owner-needed",
            what: `${context.server} has no account yet`,
            advice: "Open it in a browser to make the owner's",
          });
        }
        const withPassword = options.email !== undefined || options.passwordStdin;
        const tokens = withPassword
          ? await signIn(context, client, options)
          : await (await import("../account/pairing.ts")).pair(context, client);
        await new LoginStore(context.settings.credentialsPath).save(loginOf(context.server, tokens));
        context.print(
          { server: context.server, user: tokens.user },
          `Signed in as ${tokens.user.email} at ${context.server}`,
        );
      }),
    );
};

async function signIn(context: Context, client: Client, options: Options): Promise<Tokens> {
  const { dataOf } = await import("@dispatch/client/problem");
  const body = await askFor(context, options);
  // What the list of logins shows for it.
  const headers = { "user-agent": `Dispatch command line on ${hostname()}` };
  return dataOf(await client.POST("/api/auth/login", { body, headers })) as Tokens;
}

async function askFor(context: Context, options: Options): Promise<{ email: string; password: string }> {
  const { ask, readAll } = await import("../account/ask.ts");
  const interactive = context.stdin.isTTY === true && context.stderr.isTTY === true;
  if (!interactive && !(options.email !== undefined && options.passwordStdin)) {
    throw usageFailure(
      "There is no terminal to ask on",
      "Give both --email and --password-stdin, neither of them for a code, or set DISPATCH_API_KEY",
    );
  }
  const email = options.email ?? (await ask(context, { question: "E-mail: ", masked: false }));
  const password = options.passwordStdin
    ? (await readAll(context.stdin)).replace(/\r?\n$/, "")
    : await ask(context, { question: "Password: ", masked: true });
  return { email, password };
}
