import type { Command } from "commander";
import type { Start } from "../program.ts";
import type { AuthorOptions } from "../identities/identity-api.ts";

/** The part of `dispatch identity` that brings keys in. */
export function registerIdentityKeys(group: Command, start: Start): void {
  registerCreate(group, start);
  registerImport(group, start);
}

const withAuthor = (command: Command) =>
  command
    .argument("<name>", "what it is called, also on the host")
    .option("--author <name>", "the author in commits; your own name if left out")
    .option("--email <email>", "the author's e-mail; your own if left out")
    .option("--default", "take it where none is named; the first one is taken anyway");

function registerCreate(group: Command, start: Start): void {
  withAuthor(group.command("create"))
    .summary("make an identity with a new key")
    .description("Make an identity with a new Ed25519 key, and print its public half for the git host.")
    .action(
      start<AuthorOptions>(async ({ context, options, words: [name = ""] }) => {
        const { makeIdentity } = await import("../identities/identity-api.ts");
        const identity = await makeIdentity(context, options, { name });
        context.print(identity, identity.publicKey);
      }),
    );
}

function registerImport(group: Command, start: Start): void {
  withAuthor(group.command("import"))
    .summary("make an identity with a key you have")
    .description(
      "Make an identity with a key you have, and print its public half. A passphrase is asked for; where the key is piped in it cannot be, and the key has to be open.",
    )
    .argument("<file>", "the private key, or - for what is piped in")
    .action(
      start<AuthorOptions>(async ({ context, options, words: [name = "", file = ""] }) => {
        const [{ makeIdentity }, { readKey, withPassphrase }] = await Promise.all([
          import("../identities/identity-api.ts"),
          import("../identities/read-key.ts"),
        ]);
        const privateKey = await readKey(context, file);
        const canAsk = file !== "-" && context.stdin.isTTY === true && context.stderr.isTTY === true;
        const identity = await withPassphrase(context, canAsk, (passphrase) =>
          makeIdentity(context, options, { name, privateKey, passphrase }),
        );
        context.print(identity, identity.publicKey);
      }),
    );
}
