import type { Command } from "commander";
import { exitCode } from "../failure.ts";
import { oneLine, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";
import { registerIdentityKeys } from "./identity-key.ts";
import { registerIdentityTokens } from "./identity-token.ts";

const IDENTITY = ["<identity>", "its id or its name"] as const;

/** `dispatch identity`: who one is to git hosts. Keys and access tokens have files of their own. */
export const registerIdentity: Register = (program, start) => {
  const group = program
    .command("identity")
    .summary("who you are to git hosts: authors, SSH keys and access tokens")
    .description(
      "Git identities: an author name and e-mail, and an SSH key whose private half stays on the server.",
    );
  registerList(group, start);
  registerIdentityKeys(group, start);
  registerShow(group, start);
  registerRemove(group, start);
  registerTest(group, start);
  registerTrust(group, start);
  registerIdentityTokens(group, start);
};

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .summary("list your identities")
    .description("List your identities.")
    .action(
      start(async ({ context }) => {
        const [{ dataOf }, { mine }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../identities/identity-api.ts"),
        ]);
        const client = await context.client();
        const page = dataOf(await client.GET("/api/users/{userId}/identities", { params: mine }));
        const rows = page.items.map((identity) => [
          identity.id,
          identity.isDefault ? "yes" : "",
          identity.fingerprint,
          identity.authorEmail,
          oneLine(identity.name),
        ]);
        const text =
          rows.length === 0
            ? "No identities. `dispatch identity create <name>` makes one."
            : table(["ID", "DEFAULT", "KEY", "E-MAIL", "NAME"], rows);
        context.print(page, text);
      }),
    );
}

function registerShow(group: Command, start: Start): void {
  group
    .command("show")
    .summary("show an identity with its public key")
    .description("Show an identity. The last line is its public key, as git hosts take it.")
    .argument(...IDENTITY)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ identityOf }, { identityText }] = await Promise.all([
          import("../identities/identity-api.ts"),
          import("../identities/identity-text.ts"),
        ]);
        const identity = await identityOf(await context.client(), reference);
        context.print(identity, identityText(identity));
      }),
    );
}

function registerRemove(group: Command, start: Start): void {
  group
    .command("rm")
    .summary("delete an identity and its key")
    .description("Delete an identity. Its private key is gone for good.")
    .argument(...IDENTITY)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ dataOf }, { identityOf, mine }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../identities/identity-api.ts"),
        ]);
        const client = await context.client();
        const { id } = await identityOf(client, reference);
        const path = { ...mine.path, identityId: id };
        dataOf(await client.DELETE("/api/users/{userId}/identities/{identityId}", { params: { path } }));
        context.print({ id, removed: true }, `${id}  removed`);
      }),
    );
}

function registerTest(group: Command, start: Start): void {
  group
    .command("test")
    .summary("knock at a git host with an identity")
    .description("Knock at a git host with an identity, from the server, and say what came of it.")
    .argument(...IDENTITY)
    .argument("<host>", "git@github.com, ssh://user@host:port, or a repository's address there")
    .action(
      start(async ({ context, words: [reference = "", host = ""] }) => {
        const [{ dataOf }, { identityOf, mine }, { testText }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../identities/identity-api.ts"),
          import("../identities/identity-text.ts"),
        ]);
        const client = await context.client();
        const { id } = await identityOf(client, reference);
        const path = { ...mine.path, identityId: id };
        const tested = dataOf(
          await client.POST("/api/users/{userId}/identities/{identityId}/test", {
            params: { path },
            body: { host },
          }),
        );
        context.print(tested, testText(tested));
        return tested.ok ? exitCode.done : exitCode.refused;
      }),
    );
}

function registerTrust(group: Command, start: Start): void {
  group
    .command("trust")
    .summary("trust the new key of a git host")
    .description(
      "Trust the key that a git host shows now, in place of the one it had, if it has this fingerprint. Compare it first with what the host's owners publish.",
    )
    .argument("<host>", "as for `dispatch identity test`")
    .argument("<fingerprint>", "SHA256:…, as the test showed it")
    .action(
      start(async ({ context, words: [host = "", fingerprint = ""] }) => {
        const [{ dataOf }, { mine }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../identities/identity-api.ts"),
        ]);
        const client = await context.client();
        const body = { host, fingerprint };
        const trusted = dataOf(await client.POST("/api/users/{userId}/known-hosts", { params: mine, body }));
        context.print(trusted, oneLine(`${trusted.host}  ${trusted.hostKey.fingerprint}  trusted`));
      }),
    );
}
