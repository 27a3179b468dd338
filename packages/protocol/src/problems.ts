import { z } from "zod";

type Row = { readonly status: number; readonly title: string; readonly data: z.ZodType };
const row = <const D extends z.ZodType>(status: number, title: string, data: D) =>
  ({ status, title, data }) satisfies Row;
const none = z.object({});

/** Every way a request can be refused. Clients switch on the code; people read the title and detail. */
export const problems = {
  "invalid-request": row(
    400,
    "The request is not valid",
    z.object({ errors: z.array(z.object({ path: z.string(), message: z.string() })) }),
  ),
  "cursor-ahead": row(
    400,
    "The cursor lies beyond the last event",
    z.object({ afterSeq: z.number(), lastSeq: z.number() }),
  ),
  "malformed-request": row(400, "This is not a request that can be understood", none),
  "secret-in-url": row(400, "Secrets do not belong in addresses", none),
  "unknown-event": row(400, "There is no such socket event", z.object({ event: z.string() })),
  unauthenticated: row(401, "Sign in first", none),
  "invalid-credentials": row(401, "E-mail or password is wrong", none),
  "login-ended": row(401, "This login has ended; sign in again", none),
  "origin-refused": row(403, "Requests from this site are refused", none),
  "registration-closed": row(403, "New accounts are not open here", none),
  "setup-key-wrong": row(403, "The set-up key is wrong", none),
  forbidden: row(403, "Your role or key does not allow this", none),
  "not-found": row(404, "There is nothing here", none),
  "session-not-found": row(404, "No such session", z.object({ sessionId: z.string() })),
  "workspace-not-found": row(404, "No such workspace", z.object({ workspaceId: z.string() })),
  "workspace-name-taken": row(409, "You have a workspace of this name", z.object({ name: z.string() })),
  "workspace-in-use": row(
    409,
    "Sessions are alive in this workspace",
    z.object({
      workspaceId: z.string(),
      sessions: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  ),
  "workspace-deleted": row(409, "This workspace was deleted", z.object({ workspaceId: z.string() })),
  "workspace-unsaved": row(
    409,
    "What is in this workspace is nowhere else",
    z.object({ workspaceId: z.string(), changes: z.number(), commits: z.number() }),
  ),
  "workspace-refused": row(409, "The workspace cannot do this now", z.object({ workspaceId: z.string() })),
  "orphan-not-found": row(404, "No such folder without a workspace", z.object({ name: z.string() })),
  "workspace-path-refused": row(422, "This folder cannot be a workspace", z.object({ path: z.string() })),
  "file-not-found": row(404, "There is no such file", z.object({ path: z.string() })),
  "file-exists": row(409, "Something is there already", z.object({ path: z.string() })),
  "file-changed": row(
    409,
    "The file is not what it was",
    z.object({ path: z.string(), etag: z.string().nullable() }),
  ),
  "not-a-file": row(409, "This is no file", z.object({ path: z.string() })),
  "not-a-folder": row(409, "This is no folder", z.object({ path: z.string() })),
  "file-outside": row(422, "This leads out of the workspace", z.object({ path: z.string() })),
  "file-refused": row(422, "The file system refuses this", z.object({ path: z.string() })),
  "range-refused": row(416, "The file has no such bytes", z.object({ size: z.number() })),
  "deleted-file-not-found": row(404, "No such deleted file", z.object({ deletedId: z.string() })),
  "set-up-invalid": row(422, "The set-up file cannot be used", none),
  "set-up-failed": row(422, "The set-up failed", none),
  "tear-down-failed": row(409, "The tear-down failed", z.object({ workspaceId: z.string() })),
  "service-not-found": row(404, "No such service", z.object({ workspaceId: z.string(), name: z.string() })),
  "ports-exhausted": row(503, "No ports are left", none),
  "setting-fixed": row(
    409,
    "This setting is fixed where the server is started",
    z.object({ name: z.string(), fixedBy: z.string() }),
  ),
  "key-not-found": row(404, "No such API key", z.object({ keyId: z.string() })),
  "owner-needed": row(409, "This installation has no owner yet", none),
  "provider-not-found": row(404, "No such sign-in provider", z.object({ providerId: z.string() })),
  "provider-unavailable": row(503, "The sign-in provider gives no usable answer", none),
  "sign-in-failed": row(401, "The sign-in could not be confirmed", none),
  "sign-in-expired": row(401, "This sign-in was not finished in time", none),
  "sign-in-cancelled": row(403, "The sign-in was cancelled", none),
  "email-unverified": row(403, "The provider does not vouch for an e-mail address", none),
  "external-account-taken": row(409, "That account signs somebody else in", none),
  "external-account-not-found": row(
    404,
    "No such external account",
    z.object({ externalAccountId: z.string() }),
  ),
  "last-way-in": row(409, "This is the only way into the account", none),
  "recent-login-needed": row(403, "Confirm that it is you", none),
  "passkeys-unavailable": row(409, "Passkeys do not work at this address", none),
  "passkey-refused": row(401, "The passkey was not accepted", none),
  "passkey-not-found": row(404, "No such passkey", z.object({ passkeyId: z.string() })),
  "identity-not-found": row(404, "No such identity", z.object({ identityId: z.string() })),
  "identity-in-use": row(409, "This identity is in use", z.object({ identityId: z.string() })),
  "identity-name-taken": row(409, "You have an identity of this name", none),
  "key-invalid": row(422, "This key cannot be used", none),
  "key-passphrase-needed": row(422, "The key is locked with a passphrase", none),
  "key-passphrase-wrong": row(422, "The passphrase does not open the key", none),
  "host-key-different": row(409, "The host shows another key", z.object({ fingerprint: z.string() })),
  "host-unavailable": row(502, "The git host gives no answer", none),
  "host-key-unknown": row(409, "The host's key is not known yet", z.object({ host: z.string() })),
  "repository-not-found": row(404, "No such repository", z.object({ repositoryId: z.string() })),
  "repository-in-use": row(
    409,
    "Workspaces come from this repository",
    z.object({ repositoryId: z.string() }),
  ),
  "git-sign-in-refused": row(422, "The git host did not let you in", none),
  "git-refused": row(422, "git could not do this", none),
  "git-busy": row(409, "Another git command is at work", none),
  "nothing-to-commit": row(409, "Nothing is there to be committed", none),
  "branch-diverged": row(
    409,
    "The branch and its remote went different ways",
    z.object({ branch: z.string() }),
  ),
  "branch-needed": row(409, "No branch is checked out", none),
  "git-unfinished": row(409, "Something that git began is not finished", z.object({ operation: z.string() })),
  "identity-needed": row(409, "Commits need a git identity", none),
  "snapshot-not-found": row(404, "No such snapshot", z.object({ snapshotId: z.string() })),
  "comment-not-found": row(404, "No such comment", z.object({ commentId: z.string() })),
  "line-not-found": row(422, "There is no such line", z.object({ path: z.string(), line: z.number() })),
  "review-outdated": row(409, "The file was changed since it was looked at", z.object({ path: z.string() })),
  "git-missing": row(503, "git is not installed where sessions run", none),
  "not-a-repository": row(409, "This is no git repository", none),
  "push-rejected": row(409, "The host did not take the push", none),
  "remote-not-found": row(422, "There is no such repository", none),
  "ref-not-found": row(422, "There is no such branch, tag or commit", z.object({ ref: z.string() })),
  "disk-full": row(507, "The disk is full", none),
  "host-token-not-found": row(404, "No such access token", z.object({ hostTokenId: z.string() })),
  "host-token-exists": row(409, "You have an access token for this host", z.object({ host: z.string() })),
  "host-token-needed": row(409, "An access token for this host is needed", z.object({ host: z.string() })),
  "forge-unknown": row(422, "Pull requests cannot be opened at this host", none),
  "forge-token-refused": row(422, "The host refuses the access token", z.object({ host: z.string() })),
  "forge-token-too-narrow": row(422, "The access token may not do this", z.object({ host: z.string() })),
  "forge-project-hidden": row(
    422,
    "The host shows no such repository",
    z.object({ host: z.string(), project: z.string() }),
  ),
  "forge-refused": row(422, "The host refuses this", z.object({ host: z.string() })),
  "forge-busy": row(
    429,
    "The host takes no more requests for now",
    z.object({ host: z.string(), retryAfterSeconds: z.number() }),
  ),
  "forge-unavailable": row(502, "The host gives no usable answer", z.object({ host: z.string() })),
  "pull-request-empty": row(422, "There is nothing to open a pull request with", none),
  "pull-request-not-found": row(
    404,
    "This workspace has no pull request",
    z.object({ workspaceId: z.string() }),
  ),
  "ssh-missing": row(503, "ssh is not installed on the server", none),
  "pairing-not-found": row(404, "This code does not work", none),
  "pairing-denied": row(403, "The pairing was denied", none),
  "invite-invalid": row(403, "This invitation does not open an account", none),
  "share-not-found": row(404, "It is not shared like that", z.object({ shareId: z.string() })),
  "person-not-found": row(404, "Nobody here has this e-mail", none),
  "link-invalid": row(403, "This link has ended", none),
  "user-not-found": row(404, "No such account", z.object({ userId: z.string() })),
  "login-not-found": row(404, "No such login", z.object({ loginId: z.string() })),
  "invite-not-found": row(404, "No such invitation", z.object({ inviteId: z.string() })),
  "email-taken": row(409, "An account with this e-mail exists", none),
  "session-refused": row(
    409,
    "The session cannot do this now",
    z.object({ sessionId: z.string(), sessionStatus: z.string(), input: z.string() }),
  ),
  "session-kind-refused": row(409, "Sessions of this kind cannot do this", z.object({ kind: z.string() })),
  "editor-behind": row(
    409,
    "The text has changed meanwhile",
    z.object({ path: z.string(), version: z.number() }),
  ),
  "editor-conflict": row(409, "Somebody else changed the same lines", z.object({ path: z.string() })),
  "document-not-open": row(409, "This file is not open in the session", z.object({ path: z.string() })),
  "document-unsaved": row(409, "There are changes that are not saved", z.object({ path: z.string() })),
  "document-refused": row(422, "This file cannot be edited here", z.object({ path: z.string() })),
  "key-elsewhere": row(409, "The encryption key is kept outside Dispatch", none),
  "quota-exceeded": row(
    409,
    "You have as much as one person may",
    z.object({ quota: z.string(), limit: z.number() }),
  ),
  "idempotency-conflict": row(409, "This idempotency key was used for another request", none),
  "request-timeout": row(408, "The request did not arrive in time", none),
  "payload-too-large": row(413, "The request is too large", z.object({ limitBytes: z.number() })),
  "request-given-up": row(499, "Whoever asked has gone", none),
  "unsupported-media-type": row(415, "This content type is not understood", none),
  "host-refused": row(421, "This server does not answer to that name", none),
  "fork-refused": row(409, "This conversation cannot be copied", z.object({ sessionId: z.string() })),
  "message-not-found": row(404, "No such message waits here", z.object({ messageId: z.string() })),
  "approval-not-found": row(404, "Nothing like that is waiting", z.object({ approvalId: z.string() })),
  "approval-answered": row(
    409,
    "This was answered already",
    z.object({ approvalId: z.string(), state: z.string(), decision: z.string().optional() }),
  ),
  "answer-refused": row(422, "This answer does not fit the question", z.object({ approvalId: z.string() })),
  "rule-not-found": row(404, "No such rule", z.object({ ruleId: z.string() })),
  "agent-unknown": row(404, "There is no such agent", z.object({ provider: z.string() })),
  "agent-not-ready": row(
    422,
    "This agent cannot work yet",
    z.object({ provider: z.string(), missing: z.string() }),
  ),
  "agent-unavailable": row(
    503,
    "This agent's provider fails at the moment",
    z.object({ provider: z.string(), retryAfterSeconds: z.number() }),
  ),
  "agent-sign-in-failed": row(
    422,
    "The sign-in came to nothing",
    z.object({ reason: z.enum(["timed-out", "bad-code", "failed"]) }),
  ),
  "agent-not-installable": row(
    409,
    "This agent is not installed by Dispatch",
    z.object({ provider: z.string() }),
  ),
  "install-busy": row(409, "Another agent is being installed", z.object({ provider: z.string() })),
  "npm-missing": row(503, "npm is not installed on the server", none),
  "provider-key-not-found": row(404, "You have no key for this agent", z.object({ provider: z.string() })),
  "budget-spent": row(409, "The budget is spent", z.object({ budget: z.string(), limitUsd: z.number() })),
  "start-failed": row(422, "The process could not be started", none),
  "too-many-requests": row(429, "Too many requests", z.object({ retryAfterSeconds: z.number() })),
  "screen-not-ready": row(503, "The screen is still being made", z.object({ retryAfterSeconds: z.number() })),
  "headers-too-large": row(431, "The headers are too large", none),
  internal: row(500, "Something went wrong inside Dispatch", none),
  "runner-unavailable": row(503, "No runner is ready", none),
  "isolation-unavailable": row(503, "Sessions cannot be isolated as they must be", none),
  "storage-unavailable": row(503, "The log cannot be written", none),
  "shutting-down": row(503, "The server is stopping", none),
} as const;

export type ProblemCode = keyof typeof problems;
export type ProblemData<C extends ProblemCode> = z.infer<(typeof problems)[C]["data"]>;

/** RFC 9457, as REST answers and socket acks carry it. */
export const ProblemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string().optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;

/** A refusal that someone can act on. Domain code throws it and never sees an HTTP status. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  override readonly name = "Problem";
  readonly code: C;
  readonly data: ProblemData<C>;

  constructor(code: C, data: ProblemData<C>, detail?: string, options?: ErrorOptions) {
    super(detail ?? problems[code].title, options);
    this.code = code;
    this.data = data;
  }
}

/** The one place where a problem becomes its wire form. */
export function problemBody(problem: Problem, requestId?: string): ProblemBody {
  const { status, title } = problems[problem.code];
  return {
    type: `urn:dispatch:problem:${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: problem.message,
    ...problem.data,
    ...(requestId === undefined ? {} : { requestId }),
  };
}
