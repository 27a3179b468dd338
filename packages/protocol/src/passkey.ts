import { z } from "zod";
import { PasskeyId } from "./ids.ts";

export const Passkey = z.object({
  id: PasskeyId,
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().optional(),
});
export type Passkey = z.infer<typeof Passkey>;

export const Passkeys = z.object({
  items: z.array(Passkey),
  nextCursor: z.string().nullable(),
  unavailable: z.string().optional().describe("Why passkeys do not work at this address, when they do not."),
});

const PasskeyName = z.string().trim().min(1).max(100);
export const RenamePasskey = z.strictObject({ name: PasskeyName });

/** The password, from who did not sign in a moment ago. */
export const BeginPasskey = z.strictObject({ password: z.string().min(1).max(1024).optional() });

/** What `navigator.credentials` takes, in the JSON form of WebAuthn. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() });

const Encoded = z
  .string()
  .min(1)
  .max(32_768)
  .regex(/^[\w-]+$/, "must be base64url");
/** A browser adds what it likes to its answer; what is not named here is dropped. */
const credential = <const R extends z.ZodType>(response: R) =>
  z.object({
    id: Encoded,
    rawId: Encoded,
    type: z.literal("public-key"),
    response,
    clientExtensionResults: z.object({}).default({}),
  });

export const AddPasskey = z.strictObject({
  name: PasskeyName,
  credential: credential(
    z.object({
      clientDataJSON: Encoded,
      attestationObject: Encoded,
      transports: z.array(z.string().max(32)).max(10).optional(),
    }),
  ),
});

export const PasskeySignIn = z.strictObject({
  credential: credential(
    z.object({
      clientDataJSON: Encoded,
      authenticatorData: Encoded,
      signature: Encoded,
      userHandle: Encoded.optional(),
    }),
  ),
});
