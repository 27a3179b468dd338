import { z } from "zod";

/** Read aloud and typed: no vowels, so no words; no characters that look alike. Case and dashes do not matter. */
export const USER_CODE_ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
export const USER_CODE_CHARACTERS = 8;

export const UserCode = z
  .string()
  .max(40)
  .transform((code) => code.toUpperCase().replaceAll(/[\s-]/g, ""))
  .refine(
    (code) =>
      code.length === USER_CODE_CHARACTERS && [...code].every((one) => USER_CODE_ALPHABET.includes(one)),
    `must have ${USER_CODE_CHARACTERS} letters, as in BCDF-GHJK`,
  );

const DeviceName = z.string().trim().min(1).max(100);
const Secret = z.string().min(1).max(1024);

/** A device or program that asks to be signed in. */
export const AskPairing = z.strictObject({
  device: DeviceName.optional().describe(
    "What the list of logins shows; else what the program calls itself.",
  ),
});
export const PairingAsked = z.object({
  deviceCode: z.string().describe("Kept by the device: it fetches the tokens with it."),
  userCode: z.string().describe("Shown to the person, who enters it where they are signed in."),
  verificationUrl: z.string(),
  verificationUrlComplete: z.string().describe("The same with the code in it, for a QR code."),
  expiresIn: z.int(),
  interval: z.int().describe("Seconds to leave between two questions."),
});
export type PairingAsked = z.infer<typeof PairingAsked>;

/** The most that one question waits for its answer. */
export const PAIRING_WAIT_SECONDS = 25;
export const FetchPairing = z.strictObject({
  deviceCode: Secret,
  waitSeconds: z.int().min(0).max(PAIRING_WAIT_SECONDS).default(0),
});
export const PairingPending = z.object({ status: z.literal("pending") });

export const FindPairing = z.strictObject({ userCode: UserCode });
/** Who asks, for the person to recognise. */
export const Pairing = z.object({
  device: z.string(),
  address: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Pairing = z.infer<typeof Pairing>;
export const AnswerPairing = z.strictObject({ userCode: UserCode, decision: z.enum(["allow", "deny"]) });

/** The other way round: somebody who is signed in makes a code that signs one more device in. */
export const PairingOffer = z.object({ code: z.string(), url: z.string(), expiresAt: z.iso.datetime() });
export type PairingOffer = z.infer<typeof PairingOffer>;
export const FindOffer = z.strictObject({ code: Secret });
export const OfferFound = z.object({ email: z.string(), name: z.string(), expiresAt: z.iso.datetime() });
export type OfferFound = z.infer<typeof OfferFound>;
export const AcceptOffer = z.strictObject({ code: Secret, device: DeviceName.optional() });
