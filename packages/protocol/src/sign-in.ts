import { z } from "zod";
import { ExternalAccountId } from "./ids.ts";

/** What a provider is called in addresses: its callback URL is registered before the provider exists here. */
export const ProviderId = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z_-]{0,39}$/, "must have 1 to 40 letters, digits, - or _");

export const ProviderKind = z.enum(["oidc", "github"]);
export type ProviderKind = z.infer<typeof ProviderKind>;

/** A way in, as everybody who is signed out sees it. */
export const WayIn = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["password", "passkey", ...ProviderKind.options]),
});
export type WayIn = z.infer<typeof WayIn>;

/** Where to send somebody who is about to sign in elsewhere, and what is to become of it. */
export const StartSignIn = z.strictObject({
  next: z.string().max(2048).optional().describe("The page to go to afterwards: a path of this server."),
  invite: z.string().max(1024).optional(),
});
export const SignInStarted = z.object({ url: z.url() });

/** A sign-in provider as administrators see it. Its secret goes in and never comes out. */
export const SignInProvider = z.object({
  id: ProviderId,
  kind: ProviderKind,
  name: z.string(),
  issuer: z.string().describe("The issuer of an OIDC provider; for GitHub the address of its site."),
  clientId: z.string(),
  hasSecret: z.boolean(),
  enabled: z.boolean(),
  callbackUrl: z.string().describe("What to register with the provider."),
});
export type SignInProvider = z.infer<typeof SignInProvider>;

export const PutSignInProvider = z.strictObject({
  kind: ProviderKind,
  name: z.string().trim().min(1).max(60),
  issuer: z
    .url({ protocol: /^https?$/ })
    .max(1024)
    .optional()
    .describe("For GitHub its own site by default."),
  clientId: z.string().trim().min(1).max(1024),
  clientSecret: z.string().min(1).max(4096).optional().describe("Left out, the one that is known stays."),
  enabled: z.boolean().default(true),
});
export type PutSignInProvider = z.output<typeof PutSignInProvider>;

/** An account elsewhere that signs its person in here. */
export const ExternalAccount = z.object({
  id: ExternalAccountId,
  kind: ProviderKind,
  provider: z.string().describe("The provider's name."),
  label: z.string().describe("What the person is called there."),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  usable: z.boolean().describe("Whether the provider is switched on."),
});
export type ExternalAccount = z.infer<typeof ExternalAccount>;

export const ExternalAccounts = z.object({
  items: z.array(ExternalAccount),
  nextCursor: z.string().nullable(),
  hasPassword: z.boolean(),
});
