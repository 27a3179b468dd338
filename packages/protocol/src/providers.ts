import { z } from "zod";
import { AdapterName } from "./agent/driving.ts";
import { AgentAbilities, AgentChoice, AgentCommand } from "./agent/events.ts";

/** Names a provider: agent software that sessions may have. */
export const ProviderId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}$/,
    "must be small letters, digits and hyphens, begin with a letter, and have at most 40 of them",
  );
export type ProviderId = z.infer<typeof ProviderId>;

/** What is known of a provider before one of its agents has run. */
export const ProviderCapabilities = AgentAbilities.extend({
  install: z.boolean().describe("An administrator can have it installed here."),
  signIn: z.boolean().describe("One can sign in to it from here, with the vendor's page in a browser."),
  ownKey: z.boolean().describe("It takes a key of one's own."),
});
export type ProviderCapabilities = z.infer<typeof ProviderCapabilities>;

/** What became of the last turns that its provider had to answer. */
export const ProviderHealth = z.object({
  state: z
    .enum(["ok", "failing", "probing"])
    .describe(
      "`failing`: nothing is begun before `retryAt`. `probing`: one turn decides whether it works again.",
    ),
  since: z.iso.datetime().optional(),
  failures: z.int().min(1).optional().describe("Turns that failed one after another."),
  retryAt: z.iso.datetime().optional(),
});
export type ProviderHealth = z.infer<typeof ProviderHealth>;

export const ProviderInstall = z.object({
  state: z.enum(["running", "failed", "done"]),
  version: z.string(),
  bytes: z.int().min(0).optional().describe("So much has arrived on the disk."),
  totalBytes: z.int().min(0).optional().describe("About so much it will be."),
  line: z.string().optional().describe("The last thing npm said."),
  reason: z.string().optional().describe("Why it failed, and what to do."),
});
export type ProviderInstall = z.infer<typeof ProviderInstall>;

/** Agent software, as it is for the caller. */
export const Provider = z.object({
  id: ProviderId,
  name: z.string(),
  adapter: AdapterName,
  installed: z.boolean(),
  version: z.string().optional(),
  isOurs: z.boolean().optional().describe("Dispatch installed it, and can take it away again."),
  signedIn: z.boolean().optional().describe("Missing where it cannot be told without asking the agent."),
  missing: z.string().optional().describe("What is to be done before it can work, in a sentence."),
  capabilities: ProviderCapabilities,
  isDefault: z.boolean(),
  health: ProviderHealth,
  install: ProviderInstall.optional(),
});
export type Provider = z.infer<typeof Provider>;

export const Model = z.object({
  id: z.string(),
  name: z.string(),
  provider: ProviderId,
  description: z.string().optional(),
});
export type Model = z.infer<typeof Model>;

/** What agents of a provider said one can choose, when one last ran. */
export const AgentOffers = z.object({
  models: z.array(AgentChoice),
  modes: z.array(AgentChoice),
  commands: z.array(AgentCommand),
});
export type AgentOffers = z.infer<typeof AgentOffers>;

/** `token`: what signing in to a subscription gave, in place of an API key. */
export const ProviderKeyKind = z.enum(["key", "token"]);
export type ProviderKeyKind = z.infer<typeof ProviderKeyKind>;

/** What a person has given for one provider. Secrets go in and never come out. */
export const ProviderKey = z.object({
  provider: ProviderId,
  kind: ProviderKeyKind.optional().describe("Missing where no key was given."),
  baseUrl: z.string().optional(),
  variables: z.array(z.string()).describe("The names of further variables that its agents get."),
  updatedAt: z.iso.datetime(),
});
export type ProviderKey = z.infer<typeof ProviderKey>;

const Secret = z
  .string()
  .trim()
  .min(1)
  .max(8192)
  .regex(/^[\x21-\x7e]*$/, "must be one line of plain characters without spaces");
const VariableName = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9_]{0,99}$/,
    "must be capital letters, digits and underscores, and begin with a letter",
  );

export const PutProviderKey = z.strictObject({
  key: Secret.optional().describe("Left out, the one that is kept stays, unless the address changes."),
  baseUrl: z
    .string()
    .trim()
    .min(1)
    .max(1024)
    .optional()
    .describe("Where the provider's API is asked, in place of its own address."),
  variables: z
    .record(VariableName, z.string().max(8192))
    .refine((variables) => Object.keys(variables).length <= 50, "may be 50 at most")
    .optional()
    .describe("Further variables for its agents. Left out, those that are kept stay."),
});
export type PutProviderKey = z.output<typeof PutProviderKey>;

/** Why a sign-in in the browser came to nothing. */
export const AgentSignInFault = z.enum(["timed-out", "bad-code", "not-installed", "cancelled", "failed"]);
export type AgentSignInFault = z.infer<typeof AgentSignInFault>;
