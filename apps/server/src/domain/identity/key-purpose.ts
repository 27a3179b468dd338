import { WireReader } from "./ssh-wire.ts";

/** What a key is lent for: signing in to a host as one user, or signing what git makes. */
export type KeyPurpose = { readonly of: "sign-in"; readonly user: string } | { readonly of: "git-signature" };

const USERAUTH_REQUEST = 50;
const SIGNATURE_MAGIC = "SSHSIG";
const METHODS = new Set(["publickey", "publickey-hostbound-v00@openssh.com"]);

/**
 * Whether what is to be signed is what the key was lent for. Who gets hold of an agent while git commits, a hook for
 * example, can sign in nowhere with it.
 */
export function serves(data: Buffer, purpose: KeyPurpose): boolean {
  try {
    return purpose.of === "git-signature" ? isGitSignature(data) : isSignIn(data, purpose.user);
  } catch {
    return false; // it ends before it should
  }
}

/** What ssh signs to sign in (RFC 4252, section 7). */
function isSignIn(data: Buffer, user: string): boolean {
  const reader = new WireReader(data);
  reader.string(); // the session it is for
  return (
    reader.take(1)[0] === USERAUTH_REQUEST &&
    reader.text() === user &&
    reader.text() === "ssh-connection" &&
    METHODS.has(reader.text())
  );
}

function isGitSignature(data: Buffer): boolean {
  const reader = new WireReader(data);
  return (
    reader.take(SIGNATURE_MAGIC.length).toString("latin1") === SIGNATURE_MAGIC && reader.text() === "git"
  );
}
