import { z } from "zod";
import { WorkspaceId } from "./ids.ts";

export const WorkspaceKind = z.enum(["plain"]);
export const WorkspaceStatus = z.enum(["preparing", "ready", "failed", "archived"]);

export const WorkspaceName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, "must not hold control characters")
  .transform((name) => name.normalize("NFC"));

export const Workspace = z.object({
  id: WorkspaceId,
  kind: WorkspaceKind,
  name: z.string(),
  path: z.string(),
  status: WorkspaceStatus.describe("`archived`: deleted, and can be restored."),
  isDefault: z.boolean().describe("Sessions that name no workspace start in it."),
  isMade: z
    .boolean()
    .describe("Dispatch made its folder. One that was there before is never moved or deleted."),
  sessions: z.int().min(0).describe("Sessions that have their history in it, live and ended."),
  liveSessions: z.int().min(0),
  lastUsedAt: z.iso.datetime().optional().describe("When something last changed in one of its sessions."),
  createdAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().optional(),
  goneAt: z.iso.datetime().optional().describe("When a deleted workspace goes for good."),
});
export type Workspace = z.infer<typeof Workspace>;

export const CreateWorkspace = z.strictObject({
  kind: z.literal("plain"),
  name: WorkspaceName,
  path: z
    .string()
    .min(1)
    .max(4096)
    .regex(/^[^\0]*$/, "must not hold a NUL character")
    .optional()
    .describe("A folder that is there already. Only the owner of the installation may name one."),
});
export type CreateWorkspace = z.infer<typeof CreateWorkspace>;

export const PatchWorkspace = z.strictObject({ name: WorkspaceName });

export const WorkspaceUsage = z.object({
  bytes: z.int().min(0).describe("Room on the disk; links are not followed."),
  isComplete: z.boolean().describe("False where there was too much to count all of it."),
  measuredAt: z.iso.datetime(),
});
export type WorkspaceUsage = z.infer<typeof WorkspaceUsage>;
