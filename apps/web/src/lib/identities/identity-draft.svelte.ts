import type { Identity } from "@dispatch/protocol/identity";
import type { IdentityWish } from "#lib/api/dispatch-api.ts";

/** `own` makes a key, or keeps the one that is there; `brought` takes what is pasted. */
export type KeyWay = "own" | "brought";
type Author = { readonly name: string; readonly email: string };

/** What somebody fills in about an identity. */
export class IdentityDraft {
  name = $state("");
  authorName = $state("");
  authorEmail = $state("");
  way = $state<KeyWay>("own");
  privateKey = $state("");
  passphrase = $state("");
  /** Asked for only once the server has seen that the key is locked. */
  asksPassphrase = $state(false);

  /** Of one that is there, or a new one of this author. */
  constructor(known: Identity | undefined, author: Author) {
    this.name = known?.name ?? "";
    this.authorName = known?.authorName ?? author.name;
    this.authorEmail = known?.authorEmail ?? author.email;
  }

  get body(): IdentityWish {
    const [name, authorName, authorEmail] = [this.name, this.authorName, this.authorEmail].map((text) =>
      text.trim(),
    ) as [string, string, string];
    return {
      name,
      authorName,
      authorEmail,
      ...(this.way === "brought" ? { privateKey: this.privateKey } : {}),
      ...(this.way === "brought" && this.asksPassphrase ? { passphrase: this.passphrase } : {}),
    };
  }
}
