import { z } from "zod";
import { IdentityId } from "./ids.ts";

/** The most that any key's file needs; a larger paste is something else. */
const KEY_LIMIT_CHARACTERS = 32_768;
/** What git cannot hold in an author line. */
const inOneLine = (text: z.ZodString) => text.regex(/^[^\p{Cc}<>]*$/u, "must be one line without < and >");

const Name = inOneLine(z.string().trim().min(1).max(60));
const AuthorName = inOneLine(z.string().trim().min(1).max(100));
const AuthorEmail = z.email().trim().max(254);
const PrivateKey = z
  .string()
  .min(1)
  .max(KEY_LIMIT_CHARACTERS)
  .describe("An OpenSSH or PEM private key. Left out, a key is made.");
const Passphrase = z.string().min(1).max(1024).describe("What opens the private key, when it has one.");

/** Who somebody is to a git host. The private key goes in and never comes out. */
export const Identity = z.object({
  id: IdentityId,
  name: z.string(),
  authorName: z.string(),
  authorEmail: z.string(),
  publicKey: z.string().describe("One line, as git hosts take it."),
  fingerprint: z.string().describe("SHA256:…, as ssh-keygen writes it."),
  isDefault: z.boolean().describe("The one that is taken when none is named."),
  createdAt: z.iso.datetime(),
});
export type Identity = z.infer<typeof Identity>;

export const CreateIdentity = z.strictObject({
  name: Name,
  authorName: AuthorName,
  authorEmail: AuthorEmail,
  privateKey: PrivateKey.optional(),
  passphrase: Passphrase.optional(),
  isDefault: z.literal(true).optional().describe("The first one is it anyway."),
});
export type CreateIdentity = z.output<typeof CreateIdentity>;

export const PutIdentity = z.strictObject({
  ...CreateIdentity.shape,
  privateKey: PrivateKey.optional().describe("Replaces the key. Left out, the one that is known stays."),
});
export type PutIdentity = z.output<typeof PutIdentity>;

/** A git host: `git@github.com`, `ssh://git@host:2222`, or the address of a repository there. */
const GitHostName = z.string().trim().min(1).max(1024);
export const TestConnection = z.strictObject({ host: GitHostName });

const Fingerprint = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, "must be a fingerprint such as SHA256:… with 43 characters behind it");

export const HostKey = z.object({
  type: z.string(),
  fingerprint: z.string(),
  isNew: z.boolean().describe("It was not known before, and is from now on."),
});
export type HostKey = z.infer<typeof HostKey>;

export const ConnectionOutcome = z.enum([
  "welcomed",
  "key-refused",
  "host-unknown",
  "unreachable",
  "host-key-changed",
  "not-understood",
]);
export type ConnectionOutcome = z.infer<typeof ConnectionOutcome>;

/** What came of knocking at a git host with an identity. */
export const ConnectionTest = z.object({
  ok: z.boolean(),
  outcome: ConnectionOutcome,
  host: z.string().describe("Whom was asked, as ssh://user@host:port."),
  who: z.string().optional().describe("What the host calls the one who came, when it says."),
  hostKey: HostKey.optional(),
  knownFingerprints: z
    .array(z.string())
    .optional()
    .describe("Where the host's key changed: those that it had before."),
  detail: z.string(),
});
export type ConnectionTest = z.infer<typeof ConnectionTest>;

export const TrustHost = z.strictObject({ host: GitHostName, fingerprint: Fingerprint });
export const TrustedHost = z.object({ host: z.string(), hostKey: HostKey });
export type TrustedHost = z.infer<typeof TrustedHost>;
