import type { Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import type { Identity } from "@dispatch/protocol/identity";
import type { Context } from "../context.ts";
import { findIdentity } from "./identity-reference.ts";

/** Whose identities: those of who is signed in. */
export const mine = { path: { userId: "me" } } as const;

export async function identityOf(client: Client, reference: string): Promise<Identity> {
  const page = dataOf(await client.GET("/api/users/{userId}/identities", { params: mine }));
  return findIdentity(page.items as Identity[], reference);
}

export type AuthorOptions = { readonly author?: string; readonly email?: string; readonly default?: true };

/** Makes an identity. Who is not told otherwise is the author they are here. */
export async function makeIdentity(
  context: Context,
  { author, email, default: isDefault }: AuthorOptions,
  { name, privateKey, passphrase }: { name: string; privateKey?: string; passphrase?: string | undefined },
): Promise<Identity> {
  const client = await context.client();
  const account = dataOf(await client.GET("/api/auth/me"));
  const body = {
    authorName: author ?? account.name,
    authorEmail: email ?? account.email,
    name,
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(isDefault ? { isDefault } : {}),
  };
  return dataOf(await client.POST("/api/users/{userId}/identities", { params: mine, body })) as Identity;
}
