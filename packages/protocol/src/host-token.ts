import { z } from "zod";
import { HostTokenId } from "./ids.ts";

/** What answers at a git host besides git: how pull requests are opened there, if they can be. */
export const HostKind = z.enum(["github", "gitlab", "other"]);
export type HostKind = z.infer<typeof HostKind>;

const Host = z
  .string()
  .trim()
  .min(1)
  .max(260)
  .describe("Name and port as in the https:// address of a repository there: gitlab.example.com:8443");
const ApiUrl = z
  .url()
  .max(1024)
  .describe("Where its API is, when that is not where the kind has it: https, or http on this machine.");
const User = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}:]*$/u, "must be one line without a colon")
  .describe("The name that goes with the token in git over HTTPS. GitHub and GitLab need none.");
const Token = z
  .string()
  .trim()
  .min(1)
  .max(4096)
  .regex(/^[\x21-\x7e]*$/, "must be one line of plain characters without spaces");

/** An access token of a git host. The token itself goes in and never comes out. */
export const HostToken = z.object({
  id: HostTokenId,
  host: z.string(),
  kind: HostKind,
  apiUrl: z.string().optional().describe("Where pull requests are opened; none at hosts of another kind."),
  user: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime().optional().describe("When the host says that the token ends."),
});
export type HostToken = z.infer<typeof HostToken>;

export const CreateHostToken = z.strictObject({
  host: Host,
  kind: HostKind,
  apiUrl: ApiUrl.optional(),
  user: User.optional(),
  token: Token,
});
export type CreateHostToken = z.output<typeof CreateHostToken>;

export const PutHostToken = z.strictObject({
  ...CreateHostToken.shape,
  token: Token.optional().describe(
    "Replaces the token. It is needed where host, kind or API address change.",
  ),
});
export type PutHostToken = z.output<typeof PutHostToken>;

export const HostTokenOutcome = z.enum([
  "welcomed",
  "token-refused",
  "too-narrow",
  "busy",
  "unavailable",
  "cannot-ask",
]);
export type HostTokenOutcome = z.infer<typeof HostTokenOutcome>;

/** What came of asking a host whose token it is. */
export const HostTokenTest = z.object({
  ok: z.boolean(),
  outcome: HostTokenOutcome,
  who: z.string().optional().describe("What the host calls the one whose token it is."),
  scopes: z.array(z.string()).optional().describe("What the token may do, where the host says."),
  expiresAt: z.iso.datetime().optional(),
  detail: z.string(),
});
export type HostTokenTest = z.infer<typeof HostTokenTest>;
