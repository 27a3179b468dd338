import { Argument, type Command } from "commander";
import type { Client } from "@dispatch/client";
import type { Person } from "@dispatch/protocol/account";
import type { Context } from "../context.ts";
import { ago, oneLine, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";
import { registerInvitations } from "./user-invite.ts";

type Change = { readonly role?: "admin" | "member"; readonly disabled?: boolean };

const WHO = "e-mail or id";

export const registerUser: Register = (program, start) => {
  const group = program
    .command("user")
    .summary("invite people, and look after their accounts")
    .description("People who have an account here. For administrators.");
  registerList(group, start);
  registerInvitations(group, start);
  registerRole(group, start);
  registerSwitch(group, start, {
    name: "disable",
    disabled: true,
    description: "Switch an account off. Whoever has it is signed out everywhere, and cannot sign in.",
  });
  registerSwitch(group, start, {
    name: "enable",
    disabled: false,
    description: "Switch an account on again, so that whoever has it can sign in.",
  });
  registerReset(group, start);
};

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .summary("list everybody who has an account")
    .description("List everybody who has an account.")
    .action(
      start(async ({ context }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const page = dataOf(await (await context.client()).GET("/api/users"));
        const rows = page.items.map((person) => [
          person.id,
          person.role,
          person.disabled ? "disabled" : "enabled",
          ago(person.createdAt),
          person.email,
          person.name,
        ]);
        context.print(page, table(["ID", "ROLE", "ACCOUNT", "MADE", "E-MAIL", "NAME"], rows));
      }),
    );
}

function registerRole(group: Command, start: Start): void {
  group
    .command("role")
    .summary("change what someone may do")
    .description("Change someone's role. What they have open ends, and is opened again under the new role.")
    .argument("<person>", WHO)
    .addArgument(new Argument("<role>", "what they become").choices(["member", "admin"]))
    .action(
      start(async ({ context, words: [reference = "", role] }) => {
        const person = await change(context, reference, { role: role === "admin" ? "admin" : "member" });
        context.print(person, oneLine(`${person.id}  ${person.email}  ${person.role}`));
      }),
    );
}

function registerSwitch(
  group: Command,
  start: Start,
  { name, disabled, description }: { name: string; disabled: boolean; description: string },
): void {
  group
    .command(name)
    .summary(`${name} an account`)
    .description(description)
    .argument("<person>", WHO)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const person = await change(context, reference, { disabled });
        const state = person.disabled ? "disabled" : "enabled";
        context.print(person, oneLine(`${person.id}  ${person.email}  ${state}`));
      }),
    );
}

function registerReset(group: Command, start: Start): void {
  group
    .command("reset-password")
    .summary("make a link that sets a new password; it is shown once")
    .description(
      "Make a link with which someone can set a new password, once, and print it. On the machine of the server, --here does it without signing in, for the owner too.",
    )
    .argument("<person>", WHO)
    .option("--here", "prove it by the installation's key: on the server's machine, as its user")
    .action(
      start<{ here?: true }>(async ({ context, options, words: [reference = ""] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const client = await context.client();
        const link = options.here
          ? dataOf(await client.POST("/api/auth/machine-reset", { body: await proofFor(context, reference) }))
          : dataOf(
              await client.POST("/api/users/{id}/password-reset", {
                params: { path: { id: (await personOf(client, reference)).id } },
              }),
            );
        context.print(link, link.url);
      }),
    );
}

async function proofFor({ settings }: Context, email: string) {
  const { machineProof } = await import("../local/machine-proof.ts");
  return { email, proof: await machineProof("password.machine-reset", settings) };
}

async function change(context: Context, reference: string, body: Change): Promise<Person> {
  const { dataOf } = await import("@dispatch/client/problem");
  const client = await context.client();
  const { id } = await personOf(client, reference);
  return dataOf(await client.PATCH("/api/users/{id}", { params: { path: { id } }, body })) as Person;
}

/** The person meant, looked up among all: the server knows people by id alone. */
async function personOf(client: Client, reference: string): Promise<Person> {
  const [{ dataOf }, { findPerson }] = await Promise.all([
    import("@dispatch/client/problem"),
    import("../account/person-reference.ts"),
  ]);
  return findPerson(dataOf(await client.GET("/api/users")).items as Person[], reference);
}
