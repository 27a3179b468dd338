import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { strings } from "#lib/strings.ts";

/** The browser or the person said no; the message is for the person. */
export class PasskeyRefusal extends Error {
  override readonly name = "PasskeyRefusal";
}

export const supportsPasskeys = () => browserSupportsWebAuthn();

export async function makePasskey(optionsJSON: PublicKeyCredentialCreationOptionsJSON) {
  try {
    return await startRegistration({ optionsJSON });
  } catch (error) {
    // The only one of its reasons that a person can act on: everything else is "not now".
    const isKnown = (error as Error).name === "InvalidStateError";
    const { known, cancelled } = strings.passkeys;
    throw new PasskeyRefusal(isKnown ? known : cancelled, { cause: error });
  }
}

export async function usePasskey(optionsJSON: PublicKeyCredentialRequestOptionsJSON) {
  try {
    return await startAuthentication({ optionsJSON });
  } catch (error) {
    throw new PasskeyRefusal(strings.waysIn.passkeyCancelled, { cause: error });
  }
}
