import { z } from "zod";
import { ApiKeyId, InviteId, LoginId, UserId } from "./ids.ts";

export const Role = z.enum(["owner", "admin", "member"]);
export type Role = z.infer<typeof Role>;

export const Email = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase());
export const Password = z
  .string()
  .min(10, "must have at least 10 characters")
  .max(1024, "must have at most 1024 characters");

export const User = z.object({
  id: UserId,
  email: z.string(),
  name: z.string(),
  role: Role,
  createdAt: z.iso.datetime(),
});
export type User = z.infer<typeof User>;

const PersonName = z.string().trim().min(1).max(100);

/** What I may change about my account. */
export const ChangeAccount = z.strictObject({ name: PersonName });
export type ChangeAccount = z.infer<typeof ChangeAccount>;

export const Register = z.strictObject({
  email: Email,
  password: Password,
  name: PersonName.optional(),
  setupKey: z.string().max(1024).optional(),
  invite: z.string().max(1024).optional(),
});
export type Register = z.infer<typeof Register>;

export const SignIn = z.strictObject({ email: Email, password: z.string().min(1).max(1024) });
export type SignIn = z.infer<typeof SignIn>;

/** What a program gets. A browser gets the same body, and its cookie besides. */
export const Tokens = z.object({
  user: User,
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.int().describe("Seconds until the access token ends."),
});
export type Tokens = z.infer<typeof Tokens>;

/** For what cannot send a header: in an address as `?ticket=`, in a socket's handshake as `auth.ticket`. */
export const Ticket = z.object({
  ticket: z.string(),
  expiresIn: z.int().describe("Seconds until it has to be used."),
});
export type Ticket = z.infer<typeof Ticket>;

export const Refresh = z.strictObject({ refreshToken: z.string().min(1).max(1024) });

export const Setup = z.object({
  ownerNeeded: z.boolean(),
  setupKeyNeeded: z.boolean(),
  registration: z.enum(["open", "invite", "closed"]),
});

export const ApiKeyScope = z.enum(["read", "run", "admin"]);
export type ApiKeyScope = z.infer<typeof ApiKeyScope>;

const ApiKeyName = z.string().trim().min(1).max(100);
export const CreateApiKey = z.strictObject({
  name: ApiKeyName,
  scopes: z.array(ApiKeyScope).min(1).optional(),
  expiresAt: z.iso.datetime().optional(),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

export const ApiKey = z.object({
  id: ApiKeyId,
  name: z.string(),
  scopes: z.array(ApiKeyScope),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
  lastUsedAt: z.iso.datetime().optional(),
  disabledAt: z.iso.datetime().optional().describe("Since then it opens nothing, until it is enabled again."),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const ChangeApiKey = z
  .strictObject({ name: ApiKeyName.optional(), isDisabled: z.boolean().optional() })
  .refine(({ name, isDisabled }) => name !== undefined || isDisabled !== undefined, "must change something");
export type ChangeApiKey = z.infer<typeof ChangeApiKey>;

/** The secret is in this answer and nowhere else, ever. */
export const NewApiKey = z.object({ ...ApiKey.shape, secret: z.string() });
export type NewApiKey = z.infer<typeof NewApiKey>;

/** A login as its owner sees it: where someone is signed in, and since when. */
export const Login = z.object({
  id: LoginId,
  device: z.string().describe("What the browser or program called itself."),
  address: z.string().describe("Where it signed in from."),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  current: z.boolean().describe("Whether this request came under it."),
});
export type Login = z.infer<typeof Login>;

export const ChangePassword = z.strictObject({
  currentPassword: z
    .string()
    .min(1)
    .max(1024)
    .optional()
    .describe("Left out by who has none yet and has signed in a moment ago."),
  newPassword: Password,
});

/** A one-time link's secret together with the new password. */
export const ResetPassword = z.strictObject({ token: z.string().min(1).max(1024), password: Password });

/** An account's e-mail, and the proof of being at home on the server's machine. */
export const MachineReset = z.strictObject({ email: Email, proof: z.string().min(1).max(256) });

export const InviteRole = z.enum(["admin", "member"]);

const LinkHours = z
  .int()
  .min(1)
  .max(30 * 24);
export const CreateInvite = z.strictObject({
  role: InviteRole.default("member"),
  expiresInHours: LinkHours.default(72),
});

export const Invite = z.object({
  id: InviteId,
  role: InviteRole,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Invite = z.infer<typeof Invite>;

/** The link is in this answer and nowhere else; it works once. */
export const NewInvite = z.object({ ...Invite.shape, token: z.string(), url: z.string() });

export const ResetLink = z.object({ token: z.string(), url: z.string(), expiresAt: z.iso.datetime() });

/** An account as administrators see it. */
export const Person = z.object({ ...User.shape, disabled: z.boolean() });
export type Person = z.infer<typeof Person>;

export const PatchPerson = z
  .strictObject({ role: InviteRole, disabled: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "must change something");
