import type { KeyObject } from "node:crypto";
import type { Remote } from "@dispatch/protocol/errands/remote";
import type { IdentityId, UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { ErrandName } from "@dispatch/protocol/errands";
import type { ErrandOptions, ShownFolder } from "../attendants.ts";
import type { KeyPurpose } from "../identity/key-purpose.ts";
import { knownHostName } from "../identity/git-host.ts";
import type { KnownHosts } from "../identity/git-hosts.ts";
import type { IdentityService } from "../identity/identity.service.ts";
import { isLoopback, parseRemoteUrl } from "./remote-url.ts";

/** A name and a token for git's questions at a host. */
export interface HostPasswords {
  passwordFor(userId: UserId, url: string): Promise<{ user: string; password: string } | undefined>;
}

type Needs = {
  readonly identities: IdentityService;
  readonly knownHosts: KnownHosts;
  readonly passwords: HostPasswords;
  /** Whether a host that nobody has met is taken at its word. */
  readonly acceptsNewHosts: boolean;
  /** Who answers in a key's place: ssh's agent. */
  readonly agentFor: (key: KeyObject, purpose: KeyPurpose) => (message: Buffer) => Buffer;
};

type Options = Pick<ErrandOptions<ErrandName>, "onAgentMessage" | "onHostsLearned" | "password">;

/** With what an errand comes to a repository's host in somebody's name. */
export type RemoteWay = {
  readonly remote: Remote;
  readonly options: Options;
  /** A repository of this machine lies there. */
  readonly shown: readonly ShownFolder[];
};

/** How a person comes to the hosts of their repositories: with a key, with a token, or as anybody. */
export class RemoteAccess {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async of(
    userId: UserId,
    { url, identityId }: { url: string; identityId: IdentityId | null },
  ): Promise<RemoteWay> {
    const { knownHosts, passwords } = this.#needs;
    const { way } = parseRemoteUrl(url);
    if (way.by === "file")
      return {
        remote: { url, knownHosts: [], acceptsNewHosts: false },
        options: {},
        shown: [{ path: way.path, isWritable: true }],
      };
    if (way.by !== "ssh") {
      const password =
        way.by === "https" || isLoopback(url) ? await passwords.passwordFor(userId, url) : undefined;
      return {
        remote: { url, knownHosts: [], acceptsNewHosts: false },
        options: password ? { password } : {},
        shown: [],
      };
    }
    const name = knownHostName(way.host);
    const keys = await knownHosts.of(userId, way.host);
    return {
      remote: {
        url,
        knownHosts: keys.map((key) => `${name} ${key}`),
        acceptsNewHosts: keys.length === 0 && this.#needs.acceptsNewHosts,
      },
      options: {
        ...(await this.#lend(userId, identityId, { of: "sign-in", user: way.host.user })),
        onHostsLearned: (lines) =>
          knownHosts.put(
            userId,
            way.host,
            lines.map((line) => line.slice(line.indexOf(" ") + 1)),
          ),
      },
      shown: [],
    };
  }

  /** Signs what git makes with the key of an identity: the one that is named, else the person's default one. */
  signing(userId: UserId, identityId: IdentityId | null): Promise<Pick<Options, "onAgentMessage">> {
    return this.#lend(userId, identityId, { of: "git-signature" });
  }

  async #lend(
    userId: UserId,
    identityId: IdentityId | null,
    purpose: KeyPurpose,
  ): Promise<Pick<Options, "onAgentMessage">> {
    const { identities, agentFor } = this.#needs;
    const identity = await this.identityOf(userId, identityId);
    if (!identity) return {};
    return { onAgentMessage: agentFor(await identities.keyOf(userId, identity.id), purpose) };
  }

  async identityOf(userId: UserId, identityId: IdentityId | null) {
    const all = await this.#needs.identities.list(userId);
    const found = all.find(({ id, isDefault }) => (identityId === null ? isDefault : id === identityId));
    if (identityId !== null && !found)
      throw new Problem(
        "identity-not-found",
        { identityId },
        "The git identity that was chosen for this is gone. Choose another one.",
      );
    return found;
  }
}
