import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AddressInfo } from "node:net";
import type { Logger as Pino } from "pino";
import type { RunnerId } from "@dispatch/protocol/ids";
import { FrontDoor } from "./api/edge/front-door.ts";
import { hostPolicy } from "./api/edge/hosts.ts";
import { OpenConnections } from "./api/edge/open-connections.ts";
import { Rates } from "./api/edge/rates.ts";
import { cookieNameFor } from "./api/http/cookie.ts";
import { FileService } from "./domain/files/file.service.ts";
import { AttendantPool } from "./attendants/attendant-pool.ts";
import { createHttpServer } from "./api/http/http-server.ts";
import { IDEMPOTENCY_KEPT_MS } from "./api/http/idempotency.ts";
import { originPolicy } from "./api/origin.ts";
import { passkeySites } from "./api/passkey-site.ts";
import type { ApiServices } from "./api/services.ts";
import { SocketServer } from "./api/socket/socket-server.ts";
import { auditAnchor } from "./config/audit-anchor.ts";
import { type Config, ConfigError, type Environment } from "./config/config.ts";
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
import { PullRequestService, type Push } from "./domain/forge/pull-request.service.ts";
import { HostTokenService } from "./domain/host-token/host-token.service.ts";
import { HostTokenTestService } from "./domain/host-token/host-token-test.service.ts";
import { ConnectionPace } from "./domain/identity/connection-pace.ts";
import { ConnectionTestService } from "./domain/identity/connection-test.service.ts";
import { IdentityService } from "./domain/identity/identity.service.ts";
import { KeyImporter } from "./domain/identity/key-importer.ts";
import type { Committed } from "./domain/log/event-log.ts";
import type { EventBus } from "./domain/log/bus.ts";
import { EditorHost } from "./domain/editor/editor-host.ts";
import { Quotas } from "./domain/session/quotas.ts";
import { IsolationPolicy, isolationTrouble } from "./domain/session/isolation-policy.ts";
import { SessionChanges } from "./domain/session/session-changes.ts";
import { RunnerHost } from "./domain/session/runner-host.ts";
import { sessionKinds } from "./domain/session/session-kinds.ts";
import { SessionOutcomes } from "./domain/session/session-outcomes.ts";
import { SessionService } from "./domain/session/session.service.ts";
import { Typists } from "./domain/session/typists.ts";
import { SessionView } from "./domain/session/session-view.ts";
import { Shares } from "./domain/sharing/shares.ts";
import { SharingService } from "./domain/sharing/sharing.service.ts";
import { type MasterKeys, newestOf } from "./domain/vault/master-key.ts";
import { SealBroken, Vault } from "./domain/vault/vault.ts";
import { DiskUse } from "./domain/workspace/disk-use.ts";
import { GitHostTraffic } from "./domain/git/git-host-traffic.ts";
import { GitService } from "./domain/git/git.service.ts";
import { SnapshotService } from "./domain/git/snapshot.service.ts";
import { WorkspaceGit } from "./domain/git/workspace-git.ts";
import { CommentService } from "./domain/review/comment.service.ts";
import { ReviewService } from "./domain/review/review.service.ts";
import { BareClones } from "./domain/repository/bare-clones.ts";
import { RemoteAccess } from "./domain/repository/remote-access.ts";
import { RepositoryService } from "./domain/repository/repository.service.ts";
import { Carrying } from "./domain/workspace/carrying.ts";
import { PortAllocator } from "./domain/workspace/port-allocator.ts";
import { ScriptedSessions } from "./domain/workspace/scripted-sessions.ts";
import { Services } from "./domain/workspace/services.ts";
import { SetUpService } from "./domain/workspace/set-up.service.ts";
import { SetUp } from "./domain/workspace/set-up.ts";
import { WorkspaceVariables } from "./domain/workspace/workspace-variables.ts";
import { WorkspaceNewsroom } from "./domain/workspace/workspace-newsroom.ts";
import { WorkspacePreparation } from "./domain/workspace/workspace-preparation.ts";
import { WorkspaceChanges } from "./domain/workspace/workspace-changes.ts";
import { WorkspaceEnding } from "./domain/workspace/workspace-ending.ts";
import { Orphans } from "./domain/workspace/orphans.ts";
import { WorkspaceService } from "./domain/workspace/workspace.service.ts";
import { forges } from "./forge/forges.ts";
import { ShortLivedBytes } from "./garbage.ts";
import { MemoryBus } from "./feed/memory-bus.ts";
import { Readers } from "./feed/readers.ts";
import { Screens } from "./feed/screens/screens.ts";
import { Metrics } from "./metrics.ts";
import { runnerIsAlive } from "./runners/process-alive.ts";
import { isPortFree } from "./runners/free-ports.ts";
import { linkPath } from "./runners/link-path.ts";
import { spawnRunner } from "./runners/runner-process.ts";
import { RunnerRegistry } from "./runners/runner-registry.ts";
import { UnixLink } from "./runners/unix-link.ts";
import { agentFor } from "./ssh/key-agent.ts";
import { KnownHostsFiles } from "./ssh/known-hosts-files.ts";
import { SshClient } from "./ssh/ssh-client.ts";
import { Checkpoints } from "./store/checkpoints.ts";
import { EventPurge } from "./store/event-purge.ts";
import { SqliteStore } from "./store/store.ts";

/** How often what has run out is cleared away. */
const HOUSEKEEPING_MS = 3600_000;
/** A list hears at most this often that a session is busy. */
const ACTIVITY_EVERY_MS = 2_000;

export type Overrides = {
  readonly now?: () => number;
  readonly spawnRunner?: (runnerId: RunnerId) => Promise<number>;
  readonly runnerIsAlive?: (runner: { id: RunnerId; pid: number }) => boolean;
  readonly push?: Push;
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

/** The file a worker thread runs: beside the bundle when bundled, beside its source otherwise. */
const workerUrl = (source: string, bundled: string) =>
  new URL(import.meta.url.endsWith(".ts") ? source : bundled, import.meta.url);

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
  const busSeen = observed(bus, (committed) => onCommitted(committed));
  const store = stack.use(
    new SqliteStore({ path: config.databasePath, durability: config.durability, bus: busSeen, now }),
  );
  stack.use(
    new Checkpoints({
      path: config.databasePath,
      database: store.database,
      log: logger,
      workerUrl: workerUrl("./store/checkpoint.worker.ts", "./checkpoint.worker.js"),
    }),
  );
  const purge = stack.use(new EventPurge({ store, log: logger }));
  const screens = stack.use(
    new Screens({
      databasePath: config.databasePath,
      workerUrl: workerUrl("./feed/screens/screen.worker.ts", "./screen.worker.js"),
      loadSnapshot: (session) => store.read.screens.load(session),
      saveSnapshot: (session, screen) =>
        store.write((writing) => writing.screens.save(session, screen, now())),
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
    socket: linkPath(config.runFolder),
    build: config.build,
    environment,
  };
  const registry: RunnerRegistry = new RunnerRegistry({
    store,
    log: store,
    outcomes: () => outcomes,
    logger,
    listener: new UnixLink(command.socket),
    build: config.build,
    ...(config.container && { container: config.container }),
    isAlive: overrides.runnerIsAlive ?? runnerIsAlive,
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
  const shares = stack.use(new Shares({ store, credentials, now }));
  await shares.load();
  const policy = new Policy({ store, shares });
  const view = new SessionView({ log: store, hosting: registry, presence: readers, shares });
  const sharing = new SharingService({ store, shares, credentials, view, changes, now });
  const outcomes = new SessionOutcomes({ store, view, changes, now });
  const typists = new Typists({ store });
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
  const repositories = new RepositoryService({ store, root: config.workspacesRoot, now });
  const bareClones = new BareClones({ attendants, repositories, access: remoteAccess, logger, now });
  const workspaceChanges = new WorkspaceChanges();
  const newsroom = new WorkspaceNewsroom({ store, changes: workspaceChanges });
  const preparation: WorkspacePreparation = new WorkspacePreparation({
    store,
    attendants,
    repositories,
    clones: bareClones,
    access: remoteAccess,
    newsroom,
    shownIn: (row) => workspaces.shownIn(row),
    setUp: () => setUp,
    logger,
  });
  const workspaces = new WorkspaceService({
    store,
    newsroom,
    repositories,
    preparation: () => preparation,
    diskUse: new DiskUse(now),
    root: config.workspacesRoot,
    home: config.home,
    now,
  });
  const workspaceGit = new WorkspaceGit({
    workspaces,
    repositories,
    attendants,
    access: remoteAccess,
    newsroom,
  });
  const git = new GitService({
    git: workspaceGit,
    traffic: new GitHostTraffic({ git: workspaceGit, store, repositories, clones: bareClones, newsroom }),
    store,
  });
  const ports = new PortAllocator({ store, range: config.ports, isFree: isPortFree });
  const files = new FileService({ workspaces, attendants });
  const editors = stack.use(new EditorHost({ store, log: store, files, outcomes, logger }));
  const terminals = new RunnerHost({
    hosting: registry,
    isolation,
    workspaces,
    variables: new WorkspaceVariables({ store, ports }),
    typists,
  });
  const sessions = new SessionService({
    store,
    policy,
    quotas: new Quotas({
      limits: config.quotas,
      folderOf: (userId) => workspaces.folderOf(userId),
      now,
    }),
    kinds: sessionKinds({ terminal: terminals, editor: editors }),
    workspaces,
    view,
    changes,
    now,
  });
  const scripts = new ScriptedSessions({ store, sessions, changes });
  const workspaceServices = new Services({ store, attendants, workspaces, newsroom, scripts, ports });
  const setUp: SetUp = new SetUp({
    store,
    attendants,
    workspaces,
    newsroom,
    carrying: new Carrying({ store, attendants, workspaces }),
    ports,
    scripts,
    services: workspaceServices,
    logger,
  });
  const setUps = new SetUpService({ store, attendants, workspaces, newsroom, scripts, setUp });
  const workspaceEnding = new WorkspaceEnding({
    store,
    newsroom,
    attendants,
    workspaces,
    preparation,
    setUps,
    logger,
    now,
  });
  const orphans = new Orphans({
    store,
    newsroom,
    attendants,
    repositories,
    ending: workspaceEnding,
    folderOf: (userId) => workspaces.folderOf(userId),
    now,
  });

  const revocations = new Revocations();
  const accounts = new AccountService({
    store,
    registration: config.registration,
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
  const connectionTests = new ConnectionTestService({
    identities,
    hosts: stack.use(new SshClient({ path: environment["PATH"], folder: dirname(command.socket) })),
    knownHosts,
    pace: new ConnectionPace({ now }),
  });
  const hostTokenTests = new HostTokenTestService({
    tokens: hostTokens,
    forges,
    pace: new ConnectionPace({ now }),
  });
  const pullRequests = new PullRequestService({
    store,
    tokens: hostTokens,
    forges,
    workspaces,
    newsroom,
    push: overrides.push ?? ((caller, id, branch) => git.push({ caller, id }, { branch, force: false })),
    now,
  });
  const metrics: Metrics = new Metrics({ sessions: () => registry.liveCount, sockets: () => sockets.count });

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
    identities,
    connectionTests,
    hostTokens,
    hostTokenTests,
    pullRequests,
    revocations,
    vault,
    audit,
    attendants,
    files,
    editors,
    repositories,
    bareClones,
    git,
    snapshots: new SnapshotService({ git: workspaceGit }),
    reviews: new ReviewService({ git, store, now }),
    reviewComments: new CommentService({ git: workspaceGit, store, now }),
    remoteAccess,
    workspaces,
    workspaceEnding,
    orphans,
    workspaceChanges,
    setUps,
    workspaceServices,
    sessions,
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
  stack.use(setUps);

  // What follows the log and the lists without the ones they follow knowing of it.
  const shortLived = new ShortLivedBytes();
  const activity = new Map<number, NodeJS.Timeout>();
  const refresh = async (session: number) => {
    const row = await store.read.sessions.byNumber(session);
    if (row) changes.emit({ type: "changed", ownerId: row.ownerId, session: view.of(row) });
  };
  const refreshSoon = (session: number) => {
    if (activity.has(session)) return;
    const timer = setTimeout(() => {
      activity.delete(session);
      void refresh(session).catch((error: unknown) =>
        logger.warn({ err: error }, "no news of a session's activity"),
      );
    }, ACTIVITY_EVERY_MS);
    activity.set(session, timer.unref());
  };
  function onCommitted(committed: readonly Committed[]) {
    for (const { session, events } of committed) {
      let bytes = 0;
      for (const event of events) if (event.channel === "terminal:output") bytes += event.payload.length;
      const last = events.at(-1);
      // What is done in an editor is on no screen.
      if (last && !last.channel.startsWith("editor:")) screens.advanced(session, last.seq, bytes);
      metrics.eventsCommitted.inc(events.length);
      metrics.outputBytes.inc(bytes);
      shortLived.add(bytes);
      refreshSoon(session);
    }
  }
  readers.onCountChanged((session) => void refresh(session).catch(() => undefined));
  changes.subscribe((change) => {
    if (change.type !== "removed") return;
    shares.forget(change.id);
    typists.forget(change.id);
    purge.soon();
  });
  // A link is the credential of those who came by it.
  shares.onEnded((share) => share.userId === null && revocations.emit(share.id));
  const clearExpired = () =>
    workspaceEnding
      .clearExpired()
      .catch((error: unknown) => logger.warn({ err: error }, "no look at deleted workspaces"));
  const housekeeping = setInterval(() => {
    store
      .write(({ idempotency }) => idempotency.deleteBefore(now() - IDEMPOTENCY_KEPT_MS))
      .catch(() => undefined);
    void clearExpired();
  }, HOUSEKEEPING_MS);
  housekeeping.unref();
  stack.defer(() => {
    clearInterval(housekeeping);
    for (const timer of activity.values()) clearTimeout(timer);
  });

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
      await workspaceEnding.settle();
      await editors.begin();
      void clearExpired();
      await http.listen({ host: config.host, port: config.port });
      screens.start();
      purge.soon();
      const { port } = http.server.address() as AddressInfo;
      const shownHost = config.host.includes(":") ? `[${config.host}]` : config.host;
      // The port is open before runners are looked for: clients may connect, and wait for them as for any reconnect.
      await registry.start();
      await preparation.resume();
      await setUps.resume();
      return { url: config.publicUrl?.href.replace(/\/$/, "") ?? `http://${shownHost}:${port}`, port };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Ends a rotation that was cut short, and gives the key that credentials are hashed with: the first thing in the vault. */
async function openVault(vault: Vault, keys: MasterKeys): Promise<Buffer> {
  try {
    // From the oldest: what was hashed before there was a vault was hashed under it.
    const hashKey = await vault.ensure("credential-hash-key", () =>
      (keys.keys().at(-1) ?? newestOf(keys)).derive("credential-hash").toString("base64"),
    );
    await vault.finishRotation();
    return Buffer.from(hashKey, "base64");
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new ConfigError(
      `The encryption key does not open what the database holds (${error.message}). Restore keys/encryption.key, or set DISPATCH_ENCRYPTION_KEY to the key it was made with.`,
      { cause: error },
    );
  }
}

/** A bus that lets one more part see everything, after followers did. */
const observed = (bus: EventBus, see: (committed: readonly Committed[]) => void): EventBus => ({
  publish(committed) {
    bus.publish(committed);
    see(committed);
  },
  subscribe: (session, listener) => bus.subscribe(session, listener),
});
