import { z } from "zod";
import { IdentityId, RepositoryId } from "./ids.ts";

/** What git lets a branch be called, and nothing that could be taken for an option or an expression. */
export const RefName = z
  .string()
  .min(1)
  .max(200)
  .regex(
    /^(?![-/.])(?!.*(\/\/|\.\.|@\{|\/\.|\.lock(\/|$)))[^\s\p{Cc}~^:?*[\\]+(?<![/.])$/u,
    "must be the name of a branch or a tag, or a commit",
  );

export const RepositoryUrl = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .describe(
    "`git@host:path`, `ssh://…`, `https://…`; the owner of the installation may give `file:///…` too.",
  );

export const Repository = z.object({
  id: RepositoryId,
  name: z.string(),
  url: z.string(),
  defaultBranch: z.string().optional().describe("As it was seen last."),
  identityId: IdentityId.optional().describe("Who its workspaces come as, where they name nobody."),
  isComplete: z
    .boolean()
    .describe("Whether the contents of old commits are here too, and not only of those in use."),
  fetchedAt: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
  workspaces: z.int().min(0),
});
export type Repository = z.infer<typeof Repository>;

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, "must not hold control characters");

export const CreateRepository = z.strictObject({
  url: RepositoryUrl,
  name: name.optional(),
  identityId: IdentityId.optional(),
});
export type CreateRepository = z.infer<typeof CreateRepository>;

export const PatchRepository = z.strictObject({
  name: name.optional(),
  identityId: IdentityId.nullable().optional().describe("`null`: the person's default one."),
});
export type PatchRepository = z.infer<typeof PatchRepository>;
