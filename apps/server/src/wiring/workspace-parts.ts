import { FileService } from "../domain/files/file.service.ts";
import type { AttendantPool } from "../attendants/attendant-pool.ts";
import type { Config } from "../config/config.ts";
import type { Policy } from "../domain/access/policy.ts";
import { PullRequestService, type Push } from "../domain/forge/pull-request.service.ts";
import type { HostTokenService } from "../domain/host-token/host-token.service.ts";
import { EditorHost } from "../domain/editor/editor-host.ts";
import { Quotas } from "../domain/session/quotas.ts";
import type { IsolationPolicy } from "../domain/session/isolation-policy.ts";
import type { SessionChanges } from "../domain/session/session-changes.ts";
import { AgentForking } from "../domain/agents/agent-forking.ts";
import { AgentHost } from "../domain/agents/agent-host.ts";
import { AgentWaking } from "../domain/agents/agent-waking.ts";
import { TaskWorkspaces } from "../domain/workspace/task-workspaces.ts";
import { TurnSnapshots } from "../domain/agents/turn-snapshots.ts";
import { MessageService } from "../domain/agents/message.service.ts";
import { ApprovalService } from "../domain/approvals/approval.service.ts";
import { BudgetService } from "../domain/usage/budget.service.ts";
import { Raising } from "../domain/usage/raising.ts";
import { UsageService } from "../domain/usage/usage.service.ts";
import type { AgentLaunches } from "../domain/providers/agent-launches.ts";
import type { agentParts } from "./agent-parts.ts";
import { TerminalHost } from "../domain/session/terminal-host.ts";
import { sessionKinds } from "../domain/session/session-kinds.ts";
import type { ServerSettings } from "../domain/settings/server-settings.ts";
import type { SessionOutcomes } from "../domain/session/session-outcomes.ts";
import { SessionService } from "../domain/session/session.service.ts";
import type { Typists } from "../domain/session/typists.ts";
import type { SessionView } from "../domain/session/session-view.ts";
import { DiskUse } from "../domain/workspace/disk-use.ts";
import { GitHostTraffic } from "../domain/git/git-host-traffic.ts";
import { GitService } from "../domain/git/git.service.ts";
import { SnapshotService } from "../domain/git/snapshot.service.ts";
import { WorkspaceGit } from "../domain/git/workspace-git.ts";
import { CommentService } from "../domain/review/comment.service.ts";
import { ReviewService } from "../domain/review/review.service.ts";
import { BareClones } from "../domain/repository/bare-clones.ts";
import type { RemoteAccess } from "../domain/repository/remote-access.ts";
import { RepositoryService } from "../domain/repository/repository.service.ts";
import { Carrying } from "../domain/workspace/carrying.ts";
import { PortAllocator } from "../domain/workspace/port-allocator.ts";
import { ScriptedSessions } from "../domain/workspace/scripted-sessions.ts";
import { Services } from "../domain/workspace/services.ts";
import { SetUpService } from "../domain/workspace/set-up.service.ts";
import { SetUp } from "../domain/workspace/set-up.ts";
import { WorkspaceVariables } from "../domain/workspace/workspace-variables.ts";
import { WorkspaceNewsroom } from "../domain/workspace/workspace-newsroom.ts";
import { WorkspacePreparation } from "../domain/workspace/workspace-preparation.ts";
import { WorkspaceChanges } from "../domain/workspace/workspace-changes.ts";
import { WorkspaceEnding } from "../domain/workspace/workspace-ending.ts";
import { Orphans } from "../domain/workspace/orphans.ts";
import { WorkspaceService } from "../domain/workspace/workspace.service.ts";
import { forges } from "../forge/forges.ts";
import { isPortFree } from "../runners/free-ports.ts";
import type { RunnerRegistry } from "../runners/runner-registry.ts";
import type { EventLog } from "../domain/log/event-log.ts";
import type { Logger } from "../domain/logger.ts";
import type { Store } from "../domain/store.ts";

type Needs = {
  readonly config: Config;
  readonly settings: ServerSettings;
  readonly store: Store & EventLog;
  readonly logger: Logger;
  readonly registry: RunnerRegistry;
  readonly isolation: IsolationPolicy;
  readonly attendants: AttendantPool;
  readonly remoteAccess: RemoteAccess;
  readonly hostTokens: HostTokenService;
  readonly policy: Policy;
  readonly typists: Typists;
  readonly outcomes: SessionOutcomes;
  readonly view: SessionView;
  readonly changes: SessionChanges;
  readonly agents: ReturnType<typeof agentParts>;
  readonly launches: AgentLaunches;
  /** In place of git's own pushes, for tests of what follows them. */
  readonly push: Push | undefined;
  readonly now: () => number;
  readonly stack: AsyncDisposableStack;
};

/** Workspaces, the sessions in them, and what is done with their files and repositories. */
export function workspaceParts(needs: Needs) {
  const { config, settings, store, logger, registry, isolation, attendants, remoteAccess, hostTokens } =
    needs;
  const { policy, typists, outcomes, agents, launches, view, changes, now, stack } = needs;
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
  const snapshots = new SnapshotService({ git: workspaceGit });
  const ports = new PortAllocator({ store, range: config.ports, isFree: isPortFree });
  const files = new FileService({ workspaces, attendants });
  const editors = stack.use(new EditorHost({ store, log: store, files, outcomes, logger }));
  const hostNeeds = {
    hosting: registry,
    isolation,
    workspaces,
    variables: new WorkspaceVariables({ store, ports }),
  };
  const { steps, deliveries, asking } = agents;
  const agentHost = new AgentHost({
    ...hostNeeds,
    store,
    launches,
    deliveries,
    closed: (id) => outcomes.closed(id),
  });
  const hosts = { terminal: new TerminalHost({ ...hostNeeds, typists }), agent: agentHost, editor: editors };
  const sessions = new SessionService({
    store,
    policy,
    quotas: new Quotas({
      limits: () => settings.quotas,
      folderOf: (userId) => workspaces.folderOf(userId),
      now,
    }),
    kinds: sessionKinds({ hosts, launches, gate: agents.gate }),
    workspaces,
    taskWorkspaces: new TaskWorkspaces({ workspaces, preparation }),
    view,
    outcomes,
    changes,
    now,
  });
  const waking = new AgentWaking({ store, steps, outcomes, workspaces, host: agentHost });
  const messages = new MessageService({
    store,
    policy,
    steps,
    sessions,
    launches,
    deliveries,
    gate: agents.gate,
    wake: (id) => void waking.wake(id),
    now,
  });
  const approvals = new ApprovalService({
    store,
    policy,
    steps,
    asking,
    deliveries,
    sessions,
    rejudging: agents.rejudging,
    raising: new Raising({ policy, held: agents.held, now }),
    held: agents.held,
    now,
  });
  const budgets = new BudgetService({ store, policy, steps, held: agents.held, now });
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

  const pullRequests = new PullRequestService({
    store,
    tokens: hostTokens,
    forges,
    workspaces,
    newsroom,
    push: needs.push ?? ((caller, id, branch) => git.push({ caller, id }, { branch, force: false })),
    now,
  });
  return {
    attendants,
    repositories,
    bareClones,
    remoteAccess,
    workspaces,
    workspaceChanges,
    preparation,
    workspaceEnding,
    orphans,
    setUps,
    workspaceServices,
    files,
    editors,
    git,
    snapshots,
    turnSnapshots: new TurnSnapshots({ snapshots, logger }),
    reviews: new ReviewService({ git, store, now }),
    reviewComments: new CommentService({ git: workspaceGit, store, now }),
    pullRequests,
    sessions,
    waking,
    messages,
    forking: new AgentForking({ policy, sessions }),
    approvals,
    budgets,
    usage: new UsageService({ store }),
  };
}
