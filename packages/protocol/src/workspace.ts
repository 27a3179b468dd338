import { z } from "zod";
import { GitProgress } from "./errands/remote.ts";
import { IdentityId, RepositoryId, SessionId, SnapshotId, WorkspaceId } from "./ids.ts";
import { RefName, RepositoryUrl } from "./repository.ts";
import { PullRequestLink } from "./pull-request.ts";
import { SetUpProgress, WorkspacePorts, WorkspaceService } from "./set-up.ts";

export const WorkspaceKind = z.enum(["plain", "clone", "worktree", "copy"]);
export type WorkspaceKind = z.infer<typeof WorkspaceKind>;
export const WorkspaceStatus = z.enum(["preparing", "ready", "failed", "archived"]);

export const WorkspaceName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, "must not hold control characters")
  .transform((name) => name.normalize("NFC"));

export const WorkspaceProgress = GitProgress.extend({
  sessionId: SessionId.optional().describe("The terminal in which it can be watched."),
});
export type WorkspaceProgress = z.infer<typeof WorkspaceProgress>;

export const Workspace = z.object({
  id: WorkspaceId,
  kind: WorkspaceKind,
  name: z.string(),
  path: z.string(),
  status: WorkspaceStatus.describe(
    "`preparing`: being made; `failed`: it could not be, and `reason` says why; `archived`: deleted, and can be restored.",
  ),
  reason: z.string().optional().describe("Why it failed, and what to do about it."),
  problem: z.string().optional().describe("The code of what it failed with."),
  progress: WorkspaceProgress.optional().describe("How far what is done to it now has come."),
  repo: z.object({ id: RepositoryId, name: z.string(), url: z.string() }).optional(),
  ref: z.string().optional().describe("The branch, tag or commit that it was made from."),
  branch: z.string().optional().describe("The branch that was made for it."),
  baseCommit: z.string().optional().describe("The commit that its branch began at."),
  identityId: IdentityId.optional().describe("As whom it speaks to its host and commits."),
  from: WorkspaceId.optional().describe("The workspace it is a copy of."),
  ports: WorkspacePorts.optional().describe("Ports that no other workspace is given."),
  setUp: SetUpProgress.optional(),
  services: z.array(WorkspaceService).optional(),
  isDefault: z.boolean().describe("Sessions that name no workspace start in it."),
  isMade: z
    .boolean()
    .describe("Dispatch made its folder. One that was there before is never moved or deleted."),
  isTemplate: z.boolean().default(false).describe("Its owner offers it to be copied."),
  sessions: z.int().min(0).describe("Sessions that have their history in it, live and ended."),
  liveSessions: z.int().min(0),
  lastUsedAt: z.iso.datetime().optional().describe("When something last changed in one of its sessions."),
  createdAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().optional(),
  goneAt: z.iso.datetime().optional().describe("When a deleted workspace goes for good."),
  pullRequest: PullRequestLink.optional().describe("The one that was opened last."),
});
export type Workspace = z.infer<typeof Workspace>;

export const RepositoryWish = z
  .strictObject({
    id: RepositoryId.optional().describe("One that is known; else give its address."),
    url: RepositoryUrl.optional(),
    ref: RefName.optional().describe("A branch, a tag or a commit; the default branch if it is left out."),
    identityId: IdentityId.optional(),
  })
  .refine(({ id, url }) => (id === undefined) !== (url === undefined), {
    error: "give either the id of a repository or its address",
  });
export type RepositoryWish = z.infer<typeof RepositoryWish>;

const name = WorkspaceName.optional().describe("Named for its repository if it is left out.");
const branch = RefName.optional().describe(
  "What its new branch is to be called. A number is added where the host has one of this name.",
);

const setup = z
  .boolean()
  .optional()
  .describe("Whether it is made ready to run as its repository says; true if it is left out.");
const carryFrom = WorkspaceId.optional().describe(
  "The workspace of the same repository that ignored files are carried over from; the one used last if it is left out.",
);

export const CreateWorkspace = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("plain"),
    name: WorkspaceName,
    path: z
      .string()
      .min(1)
      .max(4096)
      .regex(/^[^\0]*$/, "must not hold a NUL character")
      .optional()
      .describe("A folder that is there already. Only the owner of the installation may name one."),
  }),
  z
    .strictObject({ kind: z.literal("worktree"), name, branch, repo: RepositoryWish, setup, carryFrom })
    .describe(
      "A working tree with a new branch, which borrows what the person's clone of the repository has.",
    ),
  z
    .strictObject({ kind: z.literal("clone"), name, branch, repo: RepositoryWish, setup, carryFrom })
    .describe("A clone that has everything itself and needs nothing else."),
  z
    .strictObject({
      kind: z.literal("copy"),
      name,
      from: WorkspaceId,
      snapshot: SnapshotId.optional().describe("As they were in this snapshot of it."),
      setup,
    })
    .describe("The files of another workspace as they are now, changes and all."),
]);
export type CreateWorkspace = z.infer<typeof CreateWorkspace>;

export const PatchWorkspace = z.strictObject({
  name: WorkspaceName.optional(),
  isTemplate: z.boolean().optional(),
  identityId: IdentityId.nullable().optional().describe("`null`: its repository's, or the default one."),
});
export type PatchWorkspace = z.infer<typeof PatchWorkspace>;

/** One step below a person's folder: nothing that lies there for Dispatch's own use, and no way out of it. */
const OrphanName = z
  .string()
  .max(200)
  .regex(/^(?!\.)(?!home$)[^/\p{Cc}\uFFFD]+$/u, "must be the name of a folder");
export const OrphanKind = z.enum(["folder", "clone"]);
export type OrphanKind = z.infer<typeof OrphanKind>;

/** A folder that lies where a person's workspaces lie, and that nothing in the database accounts for. */
export const Orphan = z.object({
  kind: OrphanKind.describe("`folder`: like a workspace; `clone`: a repository's bare clone."),
  name: OrphanName,
  path: z.string(),
  changedAt: z.iso.datetime().describe("When an entry was added to it or taken from it last."),
});
export type Orphan = z.infer<typeof Orphan>;
export const OrphanPath = z.object({ name: OrphanName });

export const DecideOrphan = z
  .strictObject({
    action: z
      .enum(["adopt", "delete"])
      .describe("`adopt`: a workspace on this folder; `delete`: a deleted one, which can be restored."),
    kind: OrphanKind.default("folder"),
  })
  .refine(({ action, kind }) => action === "delete" || kind === "folder", {
    path: ["action"],
    error: "must be `delete` for a clone: make a workspace from its repository instead",
  });
export type DecideOrphan = z.infer<typeof DecideOrphan>;

export const WorkspaceUsage = z.object({
  bytes: z.int().min(0).describe("Room on the disk; links are not followed."),
  isComplete: z.boolean().describe("False where there was too much to count all of it."),
  measuredAt: z.iso.datetime(),
});
export type WorkspaceUsage = z.infer<typeof WorkspaceUsage>;
