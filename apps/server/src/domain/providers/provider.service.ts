import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { AgentFault } from "@dispatch/protocol/agent/driving";
import type { UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { AgentOffers, Provider, ProviderId } from "@dispatch/protocol/providers";
import type { Logger } from "../logger.ts";
import type { AgentLaunch, AgentLaunches } from "./agent-launches.ts";
import type { Circuits } from "./circuit.ts";
import type { Installs } from "./installs.ts";
import type { ModelCatalogue } from "./model-catalogue.ts";
import type { ProviderDefinition } from "./provider.ts";
import type { ProviderKeys } from "./provider-keys.ts";
import type { ProviderRegistry } from "./provider-registry.ts";
import type { Found, Sight, Software } from "./software.ts";
import { isSecretVariable, variablesFor } from "./vendor-variables.ts";

/** What a person's sessions see of the machine's programs, and where their home is. */
export type Surroundings = { readonly sight: Sight; readonly homePath: string };

type Needs = {
  readonly registry: ProviderRegistry;
  readonly software: Software;
  readonly installs: Installs;
  readonly keys: ProviderKeys;
  readonly models: ModelCatalogue;
  readonly circuits: Circuits;
  /** The installation's default credentials. */
  readonly vendor: Readonly<Record<string, string>>;
  readonly surroundings: (ownerId: UserId) => Promise<Surroundings>;
  readonly logger: Logger;
};

/** What is there for one person of one provider. */
type Facts = {
  readonly definition: ProviderDefinition;
  readonly found: Found | undefined;
  readonly companion: Found | undefined;
  readonly sight: Sight;
  readonly signedIn: boolean | undefined;
  readonly missing: string | undefined;
};

/** Which agents there are for somebody, whether they can work, and how they are begun. */
export class ProviderService implements AgentLaunches {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get defaultProvider(): string {
    return this.#needs.registry.defaultProvider;
  }

  async list(ownerId: UserId): Promise<Provider[]> {
    const { registry, surroundings } = this.#needs;
    const around = await surroundings(ownerId);
    return Promise.all(registry.all().map((definition) => this.#describe(ownerId, definition, around)));
  }

  get = (ownerId: UserId, id: ProviderId): Promise<Provider> =>
    this.#describe(ownerId, this.#needs.registry.get(id));

  async install(ownerId: UserId, id: ProviderId): Promise<Provider> {
    await this.#needs.installs.start(this.#needs.registry.get(id));
    return this.get(ownerId, id);
  }

  /** Takes back what is being installed, or takes away what was. */
  async uninstall(id: ProviderId): Promise<void> {
    const definition = this.#needs.registry.get(id);
    if (await this.#needs.installs.remove(definition)) return;
    const detail = `Dispatch has not installed ${definition.name}, so there is nothing to take away.`;
    throw new Problem("agent-not-installable", { provider: id }, detail);
  }

  async admit(ownerId: UserId, provider: string): Promise<void> {
    const { missing, definition } = await this.#factsOf(ownerId, this.#needs.registry.get(provider));
    if (missing !== undefined) throw new Problem("agent-not-ready", { provider, missing }, missing);
    const waitMs = this.#needs.circuits.of(ownerId, provider).admit();
    if (waitMs === undefined) return;
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    const detail = `${definition.name}'s provider has failed several times in a row. It is tried again in ${retryAfterSeconds} s.`;
    throw new Problem("agent-unavailable", { provider, retryAfterSeconds }, detail);
  }

  async launch(ownerId: UserId, provider: string): Promise<AgentLaunch> {
    const facts = await this.#factsOf(ownerId, this.#needs.registry.get(provider));
    const { definition, found, companion, missing } = facts;
    if (!found || missing !== undefined)
      throw new Problem("agent-not-ready", { provider, missing: missing ?? "" }, missing);
    const own = await this.#ownVariables(ownerId, definition);
    const env = {
      ...definition.env,
      ...this.#vendorVariables(facts, own === undefined),
      ...(definition.companion && companion && { [definition.companion.variable]: companion.program }),
      ...own,
    };
    return {
      wish: {
        adapter: definition.adapter,
        ...(found.folder !== undefined && { folder: found.folder }),
        command: [...found.command, ...definition.args],
        env,
      },
      shown: [...found.shown, ...(companion?.shown ?? [])],
    };
  }

  /** The program that signs a person in, and what it gets: nothing of the installation's credentials. */
  async signInProgram(ownerId: UserId, provider: ProviderId) {
    const { registry, software, surroundings } = this.#needs;
    const definition = registry.get(provider);
    const { sight } = await surroundings(ownerId);
    const found = await software.findProgram(definition, sight);
    if (!definition.signInArgs || !found) {
      const missing = definition.signInArgs
        ? notInstalled(definition)
        : `${definition.name} has no sign-in of its own here. Give it a key: dispatch agent login ${provider} --key-stdin.`;
      throw new Problem("agent-not-ready", { provider, missing }, missing);
    }
    return {
      command: [...found.command, ...definition.signInArgs],
      env: definition.env,
      shown: found.shown,
    };
  }

  turnEnded(ownerId: UserId, provider: string, fault: AgentFault | undefined): void {
    this.#needs.circuits.of(ownerId, provider).turnEnded(fault);
  }

  learned(
    ...[ownerId, provider, { models: choices, modes, commands }]: Parameters<AgentLaunches["learned"]>
  ): void {
    const { models, logger } = this.#needs;
    const offers: AgentOffers = { models: [...choices], modes: [...modes], commands: [...commands] };
    models
      .learned(provider, ownerId, offers)
      .catch((error: unknown) => logger.warn({ err: error, provider }, "what an agent offers is not kept"));
  }

  async #describe(ownerId: UserId, definition: ProviderDefinition, around?: Surroundings): Promise<Provider> {
    const { software, installs, circuits, registry } = this.#needs;
    const { id, name, adapter, abilities, installation, signInArgs, credentials } = definition;
    const [{ found, signedIn, missing }, install] = await Promise.all([
      this.#factsOf(ownerId, definition, around),
      installs.of(definition),
    ]);
    const version = found && (await software.version(definition, found));
    return {
      id,
      name,
      adapter,
      installed: found !== undefined,
      ...(version !== undefined && { version }),
      ...(found?.isOurs && { isOurs: true }),
      ...(signedIn !== undefined && { signedIn }),
      ...(missing !== undefined && { missing }),
      capabilities: {
        ...abilities,
        install: installation !== undefined,
        signIn: signInArgs !== undefined,
        ownKey: credentials.keyVariable !== undefined,
      },
      isDefault: id === registry.defaultProvider,
      health: circuits.of(ownerId, id).health(),
      ...(install && { install }),
    };
  }

  async #factsOf(ownerId: UserId, definition: ProviderDefinition, around?: Surroundings): Promise<Facts> {
    const { software, surroundings, registry } = this.#needs;
    const { sight, homePath } = around ?? (await surroundings(ownerId));
    const found = await software.find(definition, sight);
    const other = definition.companion && registry.get(definition.companion.provider);
    const companion = other && (await software.findProgram(other, sight));
    const signedIn = await this.#signedIn(ownerId, definition, homePath);
    const facts = { definition, found, companion, sight, signedIn };
    return { ...facts, missing: missingOf(facts, other) };
  }

  async #signedIn(
    ownerId: UserId,
    definition: ProviderDefinition,
    homePath: string,
  ): Promise<boolean | undefined> {
    const { keys, vendor } = this.#needs;
    const { credentials } = definition;
    for (const id of keysOf(definition)) if (await keys.has(ownerId, id)) return true;
    const isGiven = Object.keys(vendor).some(
      (name) => isSecretVariable(name) && credentials.prefixes.some((prefix) => name.startsWith(prefix)),
    );
    if (isGiven) return true;
    // The Mac's own key store is looked into by nobody but the agent.
    if (!credentials.files || process.platform === "darwin") return undefined;
    for (const file of credentials.files) if (await mayBeThere(homePath, file)) return undefined;
    return false;
  }

  /** Its own key, else the one of the agent whose program it runs. */
  async #ownVariables(ownerId: UserId, definition: ProviderDefinition) {
    const { keys, registry } = this.#needs;
    for (const id of keysOf(definition)) {
      const own = await keys.variablesFor(ownerId, registry.get(id));
      if (own) return own;
    }
    return undefined;
  }

  #vendorVariables({ definition, sight }: Facts, withSecrets: boolean) {
    const { prefixes } = definition.credentials;
    return variablesFor(this.#needs.vendor, { prefixes, isElsewhere: sight !== "machine", withSecrets });
  }
}

const keysOf = ({ id, companion }: ProviderDefinition): ProviderId[] => [
  id,
  ...(companion ? [companion.provider] : []),
];

const notInstalled = ({ id, name, installation, program }: ProviderDefinition) =>
  installation
    ? `${name} is not installed here. An administrator can install it: dispatch agent install ${id}.`
    : `${name} is not installed here. Install it as its maker says, so that \`${program}\` is on the server's PATH.`;

function missingOf(
  { definition, found, companion, signedIn }: Omit<Facts, "missing">,
  other: ProviderDefinition | undefined,
): string | undefined {
  if (!found) return notInstalled(definition);
  if (other && !companion) return `It runs ${other.name}'s program. ${notInstalled(other)}`;
  if (signedIn !== false) return undefined;
  const { id, name, signInArgs } = other ?? definition;
  const how = signInArgs ? `dispatch agent login ${id}` : `dispatch agent login ${id} --key-stdin`;
  return `You are not signed in to ${name}: ${how}, or set the key for the whole server.`;
}

/** Looked for without following links: what they lead to is not ours to tell of. */
async function mayBeThere(homePath: string, file: string): Promise<boolean> {
  let path = homePath;
  for (const part of file.split("/")) {
    path = join(path, part);
    const facts = await lstat(path).catch((error: NodeJS.ErrnoException) => error);
    if (facts instanceof Error) return facts.code !== "ENOENT" && facts.code !== "ENOTDIR";
    if (facts.isSymbolicLink()) return true;
  }
  return true;
}
