import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { AddressInfo } from "node:net";
import type { Logger as Pino } from "pino";
import type { RunnerId } from "@dispatch/protocol/ids";
import { FrontDoor } from "./api/edge/front-door.ts";
import { hostPolicy } from "./api/edge/hosts.ts";
import { OpenConnections } from "./api/edge/open-connections.ts";
import { Rates } from "./api/edge/rates.ts";
import { cookieNameFor } from "./api/http/cookie.ts";
import { AttendantPool } from "./attendants/attendant-pool.ts";
import { createHttpServer } from "./api/http/http-server.ts";
import { originPolicy } from "./api/origin.ts";
import { passkeySites } from "./api/passkey-site.ts";
import type { ApiServices } from "./api/services.ts";
import { SocketServer } from "./api/socket/socket-server.ts";
import { auditAnchor } from "./config/audit-anchor.ts";
import type { Config, Environment } from "./config/config.ts";
import type { Secrets } from "./config/secrets.ts";
import { Policy } from "./domain/access/policy.ts";
import { AccountService } from "./domain/account/account.service.ts";
import { ApiKeyService } from "./domain/account/api-key.service.ts";
import { AttemptLimiter } from "./domain/account/attempt-limiter.ts";
import { Authenticator } from "./domain/account/authenticator.ts";
import { Credentials } from "./domain/account/credentials.ts";
import { LoginService } from "./domain/account/login.service.ts";
import { MachineProofs } from "./domain/account/machine-proofs.ts";
import { OneTimeLinkService } from "./domain/account/one-time-link.service.ts";
import { PasswordService } from "./domain/account/password.service.ts";
import { PeopleService } from "./domain/account/people.service.ts";
import { Revocations } from "./domain/account/revocations.ts";
import { Audit } from "./domain/audit/audit.ts";
import { Tickets } from "./domain/account/tickets.ts";
import { ExternalAccountService } from "./domain/account/ways-in/external-account.service.ts";
import { PairingService } from "./domain/account/ways-in/pairing.service.ts";
import { PasskeyService } from "./domain/account/ways-in/passkey.service.ts";
import { RedirectSignInService } from "./domain/account/ways-in/redirect-sign-in.service.ts";
import { SignInProviderService } from "./domain/account/ways-in/sign-in-provider.service.ts";
import type { SignInLimits } from "./domain/providers/agent-sign-in.ts";
import { Clearing } from "./domain/data/clearing.ts";
import { DataService } from "./domain/data/data.service.ts";
import { Retention } from "./domain/data/retention.ts";
import { SessionWeights } from "./domain/data/session-weights.ts";
import { LayoutService } from "./domain/desk/layout.service.ts";
import { PreferenceService } from "./domain/desk/preference.service.ts";
import { type Push } from "./domain/forge/pull-request.service.ts";
import type { AgentLaunches } from "./domain/providers/agent-launches.ts";
import type { Committed } from "./domain/log/event-log.ts";
import { IsolationPolicy, isolationTrouble } from "./domain/session/isolation-policy.ts";
import { SessionChanges } from "./domain/session/session-changes.ts";
import { SessionOutcomes } from "./domain/session/session-outcomes.ts";
import { Typists } from "./domain/session/typists.ts";
import { SessionView } from "./domain/session/session-view.ts";
import { Shares } from "./domain/sharing/shares.ts";
import { SharingService } from "./domain/sharing/sharing.service.ts";
import { ServerSettings } from "./domain/settings/server-settings.ts";
import { presets } from "./domain/providers/presets.ts";
import { newestOf } from "./domain/vault/master-key.ts";
import { Vault } from "./domain/vault/vault.ts";
import { MemoryBus } from "./feed/memory-bus.ts";
import { observed } from "./feed/observed-bus.ts";
import { Readers } from "./feed/readers.ts";
import { Screens } from "./feed/screens/screens.ts";
import { Metrics } from "./metrics.ts";
import { runnerIsAlive } from "./runners/process-alive.ts";
import { linkPath } from "./runners/link-path.ts";
import { spawnRunner } from "./runners/runner-process.ts";
import { RunnerRegistry } from "./runners/runner-registry.ts";
import { UnixLink } from "./runners/unix-link.ts";
import { Checkpoints } from "./store/checkpoints.ts";
import { EventPurge } from "./store/event-purge.ts";
import { SqliteStore } from "./store/store.ts";
import { agentParts } from "./wiring/agent-parts.ts";
import { bellOf } from "./wiring/bell.ts";
import { followers } from "./wiring/followers.ts";
import { gitHostParts } from "./wiring/git-host-parts.ts";
import { providerParts } from "./wiring/provider-parts.ts";
import { workspaceParts } from "./wiring/workspace-parts.ts";
import { openVault } from "./config/open-vault.ts";
import { workerUrl } from "./worker-url.ts";

export type Overrides = {
  readonly now?: () => number;
  readonly spawnRunner?: (runnerId: RunnerId) => Promise<number>;
  readonly runnerIsAlive?: (runner: { id: RunnerId; pid: number }) => boolean;
  readonly push?: Push;
  readonly launches?: AgentLaunches;
  readonly signInLimitsMs?: SignInLimits;
  readonly bellGraceMs?: number;
};

export type App = AsyncDisposable & {
  /** Accepts connections from here on; `url` is where. */
  start(): Promise<{ url: string; port: number }>;
  /** The document that describes every route, made from their schemas. */
  openapi(): Promise<object>;
  readonly services: ApiServices;
  /** Sessions that live on when the server goes. */
  readonly liveSessions: number;
};

/** The one place where parts are wired together. What it makes is disposed in reverse order. */
export async function createApp(
  needs: { config: Config; secrets: Secrets; logger: Pino; environment: Environment },
  overrides: Overrides = {},
): Promise<App> {
  const { config, secrets, logger, environment } = needs;
  const now = overrides.now ?? Date.now;
  await using stack = new AsyncDisposableStack();
  for (const folder of [config.home, config.runFolder]) mkdirSync(folder, { recursive: true, mode: 0o700 });

  const bus = new MemoryBus();
  // Until all is wired nothing of any session is committed.
  let heard: (committed: readonly Committed[]) => void = () => undefined;
  const busSeen = observed(bus, (committed) => heard(committed));
  const store = stack.use(
    new SqliteStore({ path: config.databasePath, durability: config.durability, bus: busSeen, now }),
  );
  const checkpoints = stack.use(
    new Checkpoints({
      path: config.databasePath,
      alone: (work) => store.alone(work),
      log: logger,
      workerUrl: workerUrl("./store/checkpoint.worker.ts", "./checkpoint.worker.js"),
    }),
  );
  checkpoints.start();
  const purge = stack.use(new EventPurge({ store, log: logger }));
  const screens = stack.use(
    new Screens({
      databasePath: config.databasePath,
      workerUrl: workerUrl("./feed/screens/screen.worker.ts", "./screen.worker.js"),
      loadSnapshot: (session) => store.read.screens.load(session),
      saveSnapshot: (session, screen) =>
        store.write((writing) => writing.screens.save(session, screen, now())),
      keepWaypoint: (session, screen) =>
        store.write((writing) => writing.screens.keepWaypoint(session, screen, now())),
      log: logger,
    }),
  );
  const readers = new Readers({ log: store, bus });
  const changes = new SessionChanges();

  const command = {
    entry: config.runnerEntry,
    home: config.home,
    workspaces: config.workspacesRoot,
    attendant: config.attendantEntry,
    driver: config.driverEntry,
    socket: linkPath(config.runFolder),
    build: config.build,
    environment,
  };
  const registry: RunnerRegistry = new RunnerRegistry({
    store,
    log: store,
    room: () => checkpoints.room,
    outcomes: () => outcomes,
    logger,
    listener: new UnixLink(command.socket),
    build: config.build,
    ...(config.container && { container: config.container }),
    isAlive: overrides.runnerIsAlive ?? runnerIsAlive,
    returned: (id) => agents.deliveries.soon(id),
    spawn: overrides.spawnRunner ?? ((id) => spawnRunner(id, command)),
    now,
  });
  const vault = new Vault({ store, keys: secrets.masterKeys });
  const credentials = new Credentials({
    tokenKey: () => newestOf(secrets.masterKeys).derive("access-token"),
    hashKey: await openVault(vault, secrets.masterKeys),
    now,
  });
  const auditKey = await vault.ensure("audit-key", () => randomBytes(32).toString("base64"));
  const audit = new Audit({
    store,
    key: Buffer.from(auditKey, "base64"),
    anchor: auditAnchor(config.home),
    now,
  });
  const settings = new ServerSettings({
    store,
    fixed: config.fixed,
    providers: [...presets, ...config.ownAgents].map(({ id }) => id),
  });
  await settings.load();
  const shares = stack.use(new Shares({ store, credentials, now }));
  await shares.load();
  const policy = new Policy({ store, shares });
  const view = new SessionView({ log: store, hosting: registry, presence: readers, shares });
  const sharing = new SharingService({ store, shares, credentials, view, changes, now });
  const isolationSettings = {
    rung: config.isolation,
    network: config.network,
    container: config.container,
    limits: config.limits,
  };
  const isolation = new IsolationPolicy({
    store,
    hosting: registry,
    settings: isolationSettings,
    workspacesRoot: config.workspacesRoot,
  });
  const attendants = stack.use(
    new AttendantPool({
      place: () => registry.place(),
      isolation: (ownerId, runnerId) => isolation.choose(ownerId, runnerId),
      attend: (runnerId, wish, events) => registry.attend(runnerId, wish, events),
    }),
  );
  const { installs, ...providing } = providerParts({
    config,
    settings,
    environment,
    store,
    vault,
    logger,
    registry,
    isolationSettings,
    attendants,
    folderOf: (ownerId) => work.workspaces.folderOf(ownerId),
    signInLimitsMs: overrides.signInLimitsMs,
    now,
    stack,
  });
  const launches = overrides.launches ?? providing.providers;
  const agents = agentParts({
    settings,
    store,
    logger,
    hosting: registry,
    view,
    changes,
    launches,
    wake: (id) => void work.waking.wake(id),
    snapshot: (session, messageId) => work.turnSnapshots.before(session, messageId),
    now,
    stack,
  });
  const { steps } = agents;
  const outcomes = new SessionOutcomes({ store, steps, changes, agents: agents.agentOutcomes, now });
  const typists = new Typists({ store });
  const gitHosts = gitHostParts({
    config,
    store,
    vault,
    path: environment["PATH"],
    socketFolder: dirname(command.socket),
    now,
    stack,
  });
  const { preparation, ...work }: ReturnType<typeof workspaceParts> = workspaceParts({
    ...gitHosts,
    config,
    settings,
    store,
    logger,
    registry,
    isolation,
    attendants,
    policy,
    typists,
    outcomes,
    agents,
    launches,
    view,
    changes,
    push: overrides.push,
    now,
    stack,
  });

  const revocations = new Revocations();
  const accounts = new AccountService({
    store,
    registration: () => settings.get("registration"),
    credentials,
    setupKey: secrets.setupKey,
    now,
  });
  const logins = new LoginService({ store, credentials, revocations, now });
  const apiKeys = new ApiKeyService({ store, credentials, revocations, now });
  const people = new PeopleService({ store, revocations, now });
  const oneTimeLinks = new OneTimeLinkService({ store, credentials, now });
  const passwords = new PasswordService({ store, credentials, people, now });
  const tickets = new Tickets({ credentials, revocations, now });
  const hosts = hostPolicy(config);
  const rates = new Rates(config);
  const signInProviders = new SignInProviderService({ store, vault, now });
  const metrics: Metrics = new Metrics({
    sessions: () => registry.liveCount,
    sockets: () => sockets.count,
    openApprovals: () => store.read.approvals.countOpen(),
  });
  const { approvalChanges } = agents;
  const ringing = bellOf({
    store,
    readers,
    approvalChanges,
    changes,
    metrics,
    logger,
    now,
    graceMs: overrides.bellGraceMs,
  });
  stack.use(ringing.bell);

  const clearing = new Clearing({ store, changes, now });
  const retention = stack.use(new Retention({ store, settings, clearing, logger, now }));

  const services: ApiServices = {
    config,
    cookieName: cookieNameFor(config),
    origins: originPolicy(config.publicUrl, hosts),
    logger,
    now,
    store,
    log: store,
    publicOrigin: ({ protocol, host = config.host }) =>
      config.publicUrl?.href.replace(/\/$/, "") ?? `${protocol}://${host}`,
    accounts,
    attempts: new AttemptLimiter({ now }),
    logins,
    oneTimeLinks,
    passwords,
    people,
    machineProofs: new MachineProofs({ keys: secrets.masterKeys, now }),
    apiKeys,
    authenticator: new Authenticator({ logins, apiKeys, shares, tickets }),
    policy,
    shares,
    sharing,
    tickets,
    rates,
    connections: new OpenConnections(),
    signInProviders,
    redirectSignIn: new RedirectSignInService({
      store,
      providers: signInProviders,
      accounts,
      credentials,
      now,
    }),
    externalAccounts: new ExternalAccountService({ store }),
    passkeys: new PasskeyService({ store, credentials, now }),
    pairings: new PairingService({ store, credentials, now }),
    passkeySite: passkeySites(config.publicUrl),
    revocations,
    vault,
    audit,
    identities: gitHosts.identities,
    hostTokens: gitHosts.hostTokens,
    connectionTests: gitHosts.connectionTests,
    hostTokenTests: gitHosts.hostTokenTests,
    ...work,
    rules: agents.rules,
    settings,
    data: new DataService({
      store,
      settings,
      weights: new SessionWeights({ store, log: store }),
      clearing,
      now,
    }),
    layouts: new LayoutService({ store, now }),
    preferences: new PreferenceService({ store }),
    approvalChanges,
    ...providing,
    view,
    changes,
    readers,
    screens,
    runners: registry,
    metrics,
    checks: {
      // What is held for the log's sake counts also when a small write goes through by chance.
      storage: async () => (await store.probe()) ?? registry.storageHold,
      isolation: () =>
        Promise.resolve(
          isolationTrouble(
            isolationSettings,
            registry.list().flatMap(({ isolation }) => isolation ?? []),
          ),
        ),
      runner: () => Promise.resolve(registry.ready ? undefined : "no runner of this build is connected"),
    },
  };
  const door = new FrontDoor({ config, hosts, rates, logger });
  const http = await createHttpServer(services, door);
  stack.defer(() => http.close());
  const sockets = stack.use(new SocketServer(door, services));
  stack.use(registry);
  stack.use(preparation);
  stack.use(work.setUps);
  const followed = followers({
    store,
    log: store,
    logger,
    screens,
    metrics,
    readers,
    changes,
    view,
    shares,
    typists,
    revocations,
    purge,
    workspaceEnding: work.workspaceEnding,
    retention,
    now,
    stack,
  });
  heard = followed.onCommitted;

  const owned = stack.move();
  return {
    services,
    get liveSessions() {
      return registry.liveCount;
    },
    async openapi() {
      await http.ready();
      return http.swagger();
    },
    async start() {
      await work.workspaceEnding.settle();
      await work.editors.begin();
      await installs.tidy();
      void followed.clearExpired();
      await http.listen({ host: config.host, port: config.port });
      screens.start();
      purge.soon();
      void retention.sweep();
      const { port } = http.server.address() as AddressInfo;
      const shownHost = config.host.includes(":") ? `[${config.host}]` : config.host;
      // The port is open before runners are looked for: clients may connect, and wait for them as for any reconnect.
      await registry.start();
      await followed.signs.begin();
      await agents.sleep.begin();
      await agents.expiry.run();
      await ringing.begin();
      await agents.held.release();
      await agents.cut.begin();
      await work.waking.begin();
      await preparation.resume();
      await work.setUps.resume();
      return { url: config.publicUrl?.href.replace(/\/$/, "") ?? `http://${shownHost}:${port}`, port };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
