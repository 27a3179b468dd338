import { z } from "zod";
import { WorkspaceId } from "./ids.ts";

export const WorkspaceKind = z.enum(["plain"]);
export const WorkspaceStatus = z.enum(["preparing", "ready", "failed", "archived"]);

export const Workspace = z.object({
  id: WorkspaceId,
  kind: WorkspaceKind,
  name: z.string(),
  path: z.string(),
  status: WorkspaceStatus,
  createdAt: z.iso.datetime(),
});
export type Workspace = z.infer<typeof Workspace>;
