import { z } from "zod";
import { Email } from "./account.ts";
import { ShareId, UserId } from "./ids.ts";
import { sessionAccesses } from "./session-access.ts";

/** What sharing gives away: looking on, or typing too. */
export const ShareAccess = z.enum(["view", "write"]);
export type ShareAccess = z.infer<typeof ShareAccess>;

/** What somebody has of a session. Each includes those before it. */
export const SessionAccess = z.enum(sessionAccesses);
export type SessionAccess = z.infer<typeof SessionAccess>;

/** Somebody who has a session in front of them right now. */
export const Present = z.object({
  userId: UserId.optional().describe("Absent for guests, who came by a link."),
  shareId: ShareId.optional().describe("The link that a guest came by."),
  isYou: z.boolean().describe("It is whoever asks."),
  name: z.string(),
  access: SessionAccess,
  clients: z.int().min(1).describe("Their windows and programs that follow it."),
});
export type Present = z.infer<typeof Present>;

const expiresAt = z.iso.datetime().optional();

/** With a person who has an account here, or by a link for whoever holds it. */
export const CreateShare = z.discriminatedUnion("with", [
  z.strictObject({ with: z.literal("person"), email: Email, access: ShareAccess, expiresAt }),
  z.strictObject({
    with: z.literal("link"),
    label: z.string().trim().min(1).max(100).describe("How those who come by it are called."),
    access: ShareAccess,
    expiresInHours: z
      .int()
      .min(1)
      .max(30 * 24)
      .default(24),
  }),
]);
export type CreateShare = z.infer<typeof CreateShare>;

export const Share = z.object({
  id: ShareId,
  with: z.enum(["person", "link"]),
  name: z.string().describe("The person's name, or the link's label."),
  userId: UserId.optional(),
  access: ShareAccess,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
});
export type Share = z.infer<typeof Share>;

/** A link is in this answer and nowhere else. */
export const NewShare = z.object({
  ...Share.shape,
  token: z.string().optional(),
  url: z.string().optional(),
});
export type NewShare = z.infer<typeof NewShare>;
