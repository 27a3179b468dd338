import type { HostKind, HostToken } from "@dispatch/protocol/host-token";
import type { HostTokenWish } from "#lib/api/dispatch-api.ts";

/** The sites that most people mean. */
const sites: Readonly<Record<string, HostKind>> = { "github.com": "github", "gitlab.com": "gitlab" };

/** What somebody fills in about an access token. */
export class HostTokenDraft {
  #host = $state("");
  #kind = $state<HostKind>("github");
  token = $state("");
  user = $state("");
  apiUrl = $state("");
  readonly #known: HostToken | undefined;

  /** Of one that is there, or a new one. */
  constructor(known: HostToken | undefined) {
    this.#known = known;
    this.#host = known?.host ?? "github.com";
    this.#kind = known?.kind ?? "github";
    this.apiUrl = known?.apiUrl ?? "";
    this.user = known?.kind === "other" ? known.user : "";
  }

  get host() {
    return this.#host;
  }
  set host(host: string) {
    this.#host = host;
    const kind = sites[host.trim().toLowerCase()];
    if (kind) this.kind = kind;
  }

  get kind() {
    return this.#kind;
  }
  set kind(kind: HostKind) {
    if (kind === this.#kind) return;
    this.#kind = kind;
    // Where the API is goes with the kind of host.
    this.apiUrl = "";
  }

  /** A host with an address of its own may have its API elsewhere. */
  get asksApiUrl() {
    return this.kind !== "other" && sites[this.host.trim().toLowerCase()] === undefined;
  }

  get facts(): HostTokenWish {
    const [host, user, apiUrl] = [this.host, this.user, this.apiUrl].map((text) => text.trim()) as [
      string,
      string,
      string,
    ];
    // The address of a known one stays as it was found.
    const isAsked = this.asksApiUrl || this.apiUrl === this.#known?.apiUrl;
    return {
      host,
      kind: this.kind,
      ...(this.kind === "other" && user !== "" ? { user } : {}),
      ...(this.kind !== "other" && isAsked && apiUrl !== "" ? { apiUrl } : {}),
    };
  }
}
