import { z } from "zod";
import { ApiKeyId, UserId } from "./ids.ts";

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

export const Register = z.strictObject({
  email: Email,
  password: Password,
  name: z.string().trim().min(1).max(100).optional(),
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

export const Refresh = z.strictObject({ refreshToken: z.string().min(1).max(1024) });

export const Setup = z.object({
  ownerNeeded: z.boolean(),
  setupKeyNeeded: z.boolean(),
  registration: z.enum(["open", "invite", "closed"]),
});

export const ApiKeyScope = z.enum(["read", "run", "admin"]);
export type ApiKeyScope = z.infer<typeof ApiKeyScope>;

export const CreateApiKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
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
});
export type ApiKey = z.infer<typeof ApiKey>;

/** The secret is in this answer and nowhere else, ever. */
export const NewApiKey = z.object({ ...ApiKey.shape, secret: z.string() });
export type NewApiKey = z.infer<typeof NewApiKey>;
