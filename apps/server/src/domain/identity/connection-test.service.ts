import type { ConnectionOutcome, ConnectionTest, TrustedHost } from "@dispatch/protocol/identity";
import type { IdentityId, UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { ConnectionPace } from "./connection-pace.ts";
import { type GitHost, gitHostLabel, gitHostText, parseGitHost } from "./git-host.ts";
import type { GitHosts, HostKeyText, Knock, KnownHosts } from "./git-hosts.ts";
import type { IdentityService } from "./identity.service.ts";
import { fingerprintOf } from "./ssh-key.ts";

type Needs = {
  readonly identities: Pick<IdentityService, "keyOf">;
  readonly hosts: GitHosts;
  readonly knownHosts: KnownHosts;
  readonly pace: ConnectionPace;
};

const fingerprintOfText = (key: HostKeyText) => fingerprintOf(Buffer.from(key.split(" ")[1] ?? "", "base64"));

/** Tries an identity at a git host, and decides which host keys a person trusts. */
export class ConnectionTestService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async test(userId: UserId, id: IdentityId, text: string): Promise<ConnectionTest> {
    const { identities, hosts, knownHosts, pace } = this.#needs;
    const host = parseGitHost(text);
    const key = await identities.keyOf(userId, id);
    return pace.run(userId, async () => {
      const known = await knownHosts.of(userId, host);
      const knock = await hosts.knock({ host, key, known });
      if (known.length === 0 && knock.learned.length > 0) await knownHosts.put(userId, host, knock.learned);
      return told(host, known, knock);
    });
  }

  /** Takes the key that a host shows now for its own, if it is the one that the person has seen. */
  async trust(userId: UserId, text: string, fingerprint: string): Promise<TrustedHost> {
    const { hosts, knownHosts, pace } = this.#needs;
    const host = parseGitHost(text);
    return pace.run(userId, async () => {
      const known = await knownHosts.of(userId, host);
      const { hostKey, learned, ...knock } = await hosts.knock({ host, known: [] });
      if (!hostKey || learned.length === 0)
        throw new Problem(
          "host-unavailable",
          {},
          sentences["not-understood"](gitHostLabel(host), knock.reason),
        );
      if (hostKey.fingerprint !== fingerprint || !learned.map(fingerprintOfText).includes(fingerprint)) {
        const detail = "The host shows another key than the one you looked at. Test the connection again.";
        throw new Problem("host-key-different", { fingerprint: hostKey.fingerprint }, detail);
      }
      await knownHosts.put(userId, host, learned);
      const isNew = !known.map(fingerprintOfText).includes(fingerprint);
      return { host: gitHostText(host), hostKey: { ...hostKey, isNew } };
    });
  }
}

function told(host: GitHost, known: readonly HostKeyText[], knock: Knock): ConnectionTest {
  // Only a host that has known keys is held to them: for the person, its key has changed.
  const outcome: ConnectionOutcome =
    knock.outcome === "host-key-refused" ? "host-key-changed" : knock.outcome;
  const who = outcome === "welcomed" ? whoIn(knock.said) : undefined;
  const detail = sentences[outcome](gitHostLabel(host), outcome === "welcomed" ? (who ?? "") : knock.reason);
  return {
    ok: outcome === "welcomed",
    outcome,
    host: gitHostText(host),
    ...(who === undefined ? {} : { who }),
    ...(knock.hostKey ? { hostKey: { ...knock.hostKey, isNew: knock.learned.length > 0 } } : {}),
    ...(outcome === "host-key-changed" ? { knownFingerprints: known.map(fingerprintOfText) } : {}),
    detail,
  };
}

/** How the known forges greet: "Hi ada!", "Hi there, ada!", "Welcome to GitLab, @ada!", "logged in as ada". */
const GREETINGS = [
  /^Hi there, ([\w.@-]+)!/,
  /^Hi ([\w.@/-]+)!/,
  /^Welcome to .{1,40}, (@?[\w.-]+)!/,
  /\blogged in as ([\w.@-]+)/,
];

function whoIn(said: readonly string[]): string | undefined {
  for (const line of said)
    for (const greeting of GREETINGS) {
      const who = greeting.exec(line)?.[1];
      if (who !== undefined) return who;
    }
  return undefined;
}

const because = (reason: string) => (reason === "" ? "" : ` ssh says: “${reason}”.`);

const sentences: Record<ConnectionOutcome, (host: string, more: string) => string> = {
  welcomed: (host, who) =>
    who === "" ? `${host} accepts this key.` : `${host} accepts this key, and knows you as ${who}.`,
  "key-refused": (host) =>
    `${host} does not accept this key. Add the public key to your account there, then test again.`,
  "host-unknown": (host) =>
    `No host of the name ${host} was found. Look for a typing error, or for a DNS problem on the server.`,
  unreachable: (host, reason) =>
    `${host} could not be reached. Look at the address and the port, and whether the server may connect there.${because(reason)}`,
  "host-key-changed": (host) =>
    `${host} shows another host key than before, so nothing was sent. Somebody may be in between; or the host has a new key. Compare the fingerprint with what its owners publish before you trust it.`,
  "not-understood": (host, reason) =>
    `${host} answered, but not as an SSH server that works with this one.${because(reason)}`,
};
