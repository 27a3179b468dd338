import { z } from "zod";
import { SessionId, WorkspaceId } from "./ids.ts";

/** How deep splits may lie in one another: more panes than a screen has room for. */
export const LAYOUT_DEPTH_LIMIT = 8;
/** A thousand tabs; what is larger was not made by a person. */
export const LAYOUT_LIMIT_BYTES = 64 * 1024;
/** Browsers and devices of one person. The one that was away longest goes. */
export const LAYOUT_CLIENTS_LIMIT = 32;

export const LayoutClient = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, hyphens and underscores")
  .describe("Made by the browser or program itself, and kept by it.");

const isPinned = z.boolean().optional();
export const Pane = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("session"), id: SessionId, isPinned }),
  z.strictObject({
    kind: z.literal("files"),
    workspaceId: WorkspaceId,
    path: z.string().max(4096).optional(),
    isPinned,
  }),
  z.strictObject({ kind: z.literal("review"), workspaceId: WorkspaceId, isPinned }),
  z.strictObject({
    kind: z.literal("preview"),
    workspaceId: WorkspaceId,
    path: z.string().min(1).max(4096),
    isPinned,
  }),
]);
export type Pane = z.infer<typeof Pane>;

const GroupId = z.string().min(1).max(64);

const LayoutGroup = z
  .strictObject({
    type: z.literal("group"),
    id: GroupId,
    tabs: z.array(Pane).max(64),
    active: z.int().min(0).describe("The tab in front, counted from 0."),
  })
  .refine(({ tabs, active }) => active === 0 || active < tabs.length, {
    path: ["active"],
    message: "must be one of the tabs, counted from 0",
  });
export type LayoutGroup = z.infer<typeof LayoutGroup>;

const LayoutSplit = z
  .strictObject({
    type: z.literal("split"),
    direction: z.enum(["row", "column"]),
    sizes: z.array(z.number().positive().max(1e6)).describe("How the room is shared, one for each child."),
    get children() {
      return z.array(LayoutNode).min(2).max(16);
    },
  })
  .refine(({ sizes, children }) => sizes.length === children.length, {
    path: ["sizes"],
    message: "must hold as many numbers as there are children",
  });
export type LayoutSplit = {
  type: "split";
  direction: "row" | "column";
  sizes: number[];
  children: LayoutNode[];
};

export type LayoutNode = LayoutGroup | LayoutSplit;
export const LayoutNode: z.ZodType<LayoutNode> = z
  .discriminatedUnion("type", [LayoutSplit, LayoutGroup])
  .meta({ id: "LayoutNode" });

const shape = {
  root: LayoutNode.nullable(),
  activeGroup: GroupId.optional(),
  zoomed: GroupId.optional().describe("The group that fills the screen for now."),
  sidebar: z
    .strictObject({ isOpen: z.boolean(), widthPx: z.number().min(0).max(10_000).optional() })
    .optional(),
};

/** The panes of one browser or program. */
export const Layout = z.strictObject(shape).superRefine((layout, context) => {
  const { root, activeGroup, zoomed } = layout;
  const refuse = (message: string, ...path: string[]) => context.addIssue({ code: "custom", path, message });
  if (root && depthOf(root) > LAYOUT_DEPTH_LIMIT)
    return refuse(`must not nest deeper than ${LAYOUT_DEPTH_LIMIT} levels`, "root");
  const ids = root ? groupsOf(root).map(({ id }) => id) : [];
  if (new Set(ids).size !== ids.length) refuse("must not hold two groups of the same id", "root");
  for (const [name, id] of Object.entries({ activeGroup, zoomed }))
    if (id !== undefined && !ids.includes(id)) refuse("must be the id of a group in root", name);
});
export type Layout = z.infer<typeof Layout>;

/** As the server has it. */
export const KeptLayout = z.object({
  ...shape,
  updatedAt: z.iso.datetime().optional().describe("Missing where nothing was kept yet."),
});
export type KeptLayout = z.infer<typeof KeptLayout>;

export const groupsOf = (node: LayoutNode): LayoutGroup[] =>
  node.type === "group" ? [node] : node.children.flatMap(groupsOf);

const depthOf = (node: LayoutNode): number =>
  node.type === "group" ? 1 : 1 + Math.max(...node.children.map(depthOf));
