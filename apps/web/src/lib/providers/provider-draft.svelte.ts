import type { ProviderKind, SignInProvider } from "@dispatch/protocol/sign-in";
import type { ProviderWish } from "#lib/api/dispatch-api.ts";

/** What an administrator fills in about a sign-in provider. */
export class ProviderDraft {
  kind = $state<ProviderKind>("oidc");
  name = $state("");
  /** Until somebody writes an id, it follows the name. */
  #ownId = $state<string>();
  issuer = $state("");
  clientId = $state("");
  clientSecret = $state("");
  enabled = $state(true);

  constructor(known?: SignInProvider) {
    if (!known) return;
    this.kind = known.kind;
    this.name = known.name;
    this.#ownId = known.id;
    this.issuer = known.issuer;
    this.clientId = known.clientId;
    this.enabled = known.enabled;
  }

  get id(): string {
    return this.#ownId ?? idFrom(this.name);
  }

  set id(id: string) {
    this.#ownId = id;
  }

  get body(): ProviderWish {
    const issuer = this.issuer.trim();
    return {
      kind: this.kind,
      name: this.name.trim(),
      clientId: this.clientId.trim(),
      enabled: this.enabled,
      ...(issuer === "" ? {} : { issuer }),
      ...(this.clientSecret === "" ? {} : { clientSecret: this.clientSecret }),
    };
  }
}

const idFrom = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
