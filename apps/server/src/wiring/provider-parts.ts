import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, sep } from "node:path";
import type { UserId } from "@dispatch/protocol/ids";
import type { AttendantPool } from "../attendants/attendant-pool.ts";
import type { Config, Environment } from "../config/config.ts";
import { AgentSignIn, type SignInLimits } from "../domain/providers/agent-sign-in.ts";
import { Circuits } from "../domain/providers/circuit.ts";
import { Installs } from "../domain/providers/installs.ts";
import { ModelCatalogue } from "../domain/providers/model-catalogue.ts";
import { ownAgent, presets } from "../domain/providers/presets.ts";
import type { Machine } from "../domain/providers/provider.ts";
import { ProviderKeys } from "../domain/providers/provider-keys.ts";
import { ProviderRegistry } from "../domain/providers/provider-registry.ts";
import { ProviderService } from "../domain/providers/provider.service.ts";
import { type Sight, Software } from "../domain/providers/software.ts";
import { vendorVariables } from "../domain/providers/vendor-variables.ts";
import { type IsolationSettings, rungFor } from "../domain/session/isolation-policy.ts";
import type { ServerSettings } from "../domain/settings/server-settings.ts";
import type { Logger } from "../domain/logger.ts";
import type { Store } from "../domain/store.ts";
import type { Vault } from "../domain/vault/vault.ts";
import type { RunnerRegistry } from "../runners/runner-registry.ts";

/** Of the server's environment npm gets what it needs to find itself, its settings and its registry. */
const npmNeeds =
  /^(PATH|HOME|USER|TMPDIR|LANG|LC_.*|XDG_.*|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|(https?|no|all)_proxy|npm_config_(registry|userconfig|globalconfig|cache|ca|cafile|cert|key|proxy|https_proxy|noproxy|strict_ssl|\/\/.*|@.*))$/i;

type Needs = {
  readonly config: Config;
  readonly settings: ServerSettings;
  readonly environment: Environment;
  readonly store: Store;
  readonly vault: Vault;
  readonly logger: Logger;
  readonly registry: RunnerRegistry;
  readonly isolationSettings: IsolationSettings;
  readonly attendants: AttendantPool;
  /** Where all that a person has lies. */
  readonly folderOf: (ownerId: UserId) => string;
  readonly signInLimitsMs: SignInLimits | undefined;
  readonly now: () => number;
  readonly stack: AsyncDisposableStack;
};

/** Providers of agents: which there are, how they are brought, and with whose keys they run. */
export function providerParts(needs: Needs) {
  const { config, environment, store, vault, logger, registry, now, stack } = needs;
  const providerRegistry = new ProviderRegistry([...presets, ...config.ownAgents.map(ownAgent)], () =>
    needs.settings.get("agentProvider"),
  );
  const home = environment["HOME"] || homedir();
  const folder = join(config.home, "agents");
  const machine = thisMachine();
  const software = new Software({
    folder,
    machine,
    path: environment["PATH"],
    homes: [home, homedir()].filter((one) => one !== "" && one !== sep),
    node: process.execPath,
    now,
  });
  const npmEnvironment = Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => npmNeeds.test(entry[0]) && entry[1] !== undefined,
    ),
  );
  const installs = stack.use(new Installs({ folder, machine, software, npmEnvironment, logger }));
  const providerKeys = new ProviderKeys({ store, vault, registry: providerRegistry, now });
  const models = new ModelCatalogue({ store, now });
  /** As it would be for a session; where that cannot be told now, as for the most careful one. */
  const rungNow = async () => {
    const { isolationSettings } = needs;
    const isPlain = isolationSettings.rung === "none" && isolationSettings.network === "host";
    if (isPlain) return "none";
    if (!registry.ready) return undefined;
    const report = await registry.isolation(await registry.place()).catch(() => undefined);
    return report && rungFor(isolationSettings, report);
  };
  const sightOf = (rung: string | undefined): Sight => {
    if (rung === "none") return "machine";
    return config.container?.image === undefined ? "shared" : "image";
  };
  const providers = new ProviderService({
    registry: providerRegistry,
    software,
    installs,
    keys: providerKeys,
    models,
    circuits: new Circuits(now),
    vendor: vendorVariables(environment),
    surroundings: async (ownerId) => {
      const rung = await rungNow();
      return {
        sight: sightOf(rung),
        homePath: rung === "none" ? home : join(needs.folderOf(ownerId), "home"),
      };
    },
    logger,
  });
  const agentSignIn = new AgentSignIn({
    providers,
    keys: providerKeys,
    attendants: needs.attendants,
    // Not a workspace: what lies in one has no say in who signs in.
    folderFor: (ownerId) => join(needs.folderOf(ownerId), ".sign-in"),
    limitsMs: needs.signInLimitsMs,
  });
  return { providers, providerKeys, models, installs, agentSignIn };
}

function thisMachine(): Machine {
  const { platform, arch } = process;
  const hasMusl =
    platform === "linux" &&
    ["/lib", "/usr/lib"].some(
      (folder) => existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("ld-musl-")),
    );
  const hasGlibc = existsSync("/lib64/ld-linux-x86-64.so.2") || existsSync("/lib/ld-linux-aarch64.so.1");
  return { platform, arch, isMusl: hasMusl && !hasGlibc };
}
