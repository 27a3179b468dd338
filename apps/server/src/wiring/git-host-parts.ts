import { join } from "node:path";
import type { Config } from "../config/config.ts";
import { HostTokenService } from "../domain/host-token/host-token.service.ts";
import { HostTokenTestService } from "../domain/host-token/host-token-test.service.ts";
import { ConnectionPace } from "../domain/identity/connection-pace.ts";
import { ConnectionTestService } from "../domain/identity/connection-test.service.ts";
import { IdentityService } from "../domain/identity/identity.service.ts";
import { KeyImporter } from "../domain/identity/key-importer.ts";
import type { Vault } from "../domain/vault/vault.ts";
import { RemoteAccess } from "../domain/repository/remote-access.ts";
import { forges } from "../forge/forges.ts";
import { agentFor } from "../ssh/key-agent.ts";
import { KnownHostsFiles } from "../ssh/known-hosts-files.ts";
import { SshClient } from "../ssh/ssh-client.ts";
import type { Store } from "../domain/store.ts";
import { workerUrl } from "../worker-url.ts";

type Needs = {
  readonly config: Config;
  readonly store: Store;
  readonly vault: Vault;
  /** Where `ssh` is looked for. */
  readonly path: string | undefined;
  readonly socketFolder: string;
  readonly now: () => number;
  readonly stack: AsyncDisposableStack;
};

/** Who people are to git hosts, and with what they come there. */
export function gitHostParts({ config, store, vault, path, socketFolder, now, stack }: Needs) {
  const keyImporter = stack.use(
    new KeyImporter({
      workerUrl: workerUrl("./domain/identity/key-import.worker.ts", "./key-import.worker.js"),
    }),
  );
  const identities = new IdentityService({ store, vault, keys: keyImporter, now });
  const knownHosts = new KnownHostsFiles({ folder: join(config.home, "known-hosts") });
  const hostTokens = new HostTokenService({ store, vault, now });
  const remoteAccess = new RemoteAccess({
    identities,
    knownHosts,
    passwords: hostTokens,
    acceptsNewHosts: config.hostKeys === "accept-new",
    agentFor,
  });
  const connectionTests = new ConnectionTestService({
    identities,
    hosts: stack.use(new SshClient({ path, folder: socketFolder })),
    knownHosts,
    pace: new ConnectionPace({ now }),
  });
  const hostTokenTests = new HostTokenTestService({
    tokens: hostTokens,
    forges,
    pace: new ConnectionPace({ now }),
  });
  return { identities, hostTokens, remoteAccess, connectionTests, hostTokenTests };
}
