import { z } from "zod";

/** Ids are short, URL-safe and say what they name by their prefix. */
const id = <const P extends string>(prefix: P) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-zA-Z]{8,40}$`), `must be an id that begins with ${prefix}_`)
    .brand<P>();

export const SessionId = id("ses");
export type SessionId = z.infer<typeof SessionId>;
export const WorkspaceId = id("wsp");
export type WorkspaceId = z.infer<typeof WorkspaceId>;
export const UserId = id("usr");
export type UserId = z.infer<typeof UserId>;
export const RunnerId = id("run");
export type RunnerId = z.infer<typeof RunnerId>;
export const ApiKeyId = id("key");
export type ApiKeyId = z.infer<typeof ApiKeyId>;
export const LoginId = id("lgn");
export type LoginId = z.infer<typeof LoginId>;
export const InviteId = id("inv");
export type InviteId = z.infer<typeof InviteId>;
export const ShareId = id("shr");
export type ShareId = z.infer<typeof ShareId>;

export const ExternalAccountId = id("xac");
export type ExternalAccountId = z.infer<typeof ExternalAccountId>;
export const PasskeyId = id("psk");
export type PasskeyId = z.infer<typeof PasskeyId>;
export const IdentityId = id("idn");
export type IdentityId = z.infer<typeof IdentityId>;
export const RepositoryId = id("rep");
export type RepositoryId = z.infer<typeof RepositoryId>;
export const HostTokenId = id("htk");
export type HostTokenId = z.infer<typeof HostTokenId>;
export const SnapshotId = id("snp");
export type SnapshotId = z.infer<typeof SnapshotId>;
export const ReviewCommentId = id("rvc");
export type ReviewCommentId = z.infer<typeof ReviewCommentId>;
export const RuleId = id("rul");
export type RuleId = z.infer<typeof RuleId>;

type Prefix =
  | "ses"
  | "wsp"
  | "usr"
  | "run"
  | "key"
  | "lgn"
  | "inv"
  | "shr"
  | "xac"
  | "psk"
  | "idn"
  | "rep"
  | "snp"
  | "rvc"
  | "rul"
  | "htk";
type IdOf = {
  ses: SessionId;
  wsp: WorkspaceId;
  usr: UserId;
  run: RunnerId;
  key: ApiKeyId;
  lgn: LoginId;
  inv: InviteId;
  shr: ShareId;
  xac: ExternalAccountId;
  psk: PasskeyId;
  idn: IdentityId;
  rep: RepositoryId;
  htk: HostTokenId;
  snp: SnapshotId;
  rvc: ReviewCommentId;
  rul: RuleId;
};

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A fresh id of 20 characters (119 bits) from the platform's secure random source. */
export function newId<P extends Prefix>(prefix: P): IdOf[P] {
  let text = "";
  while (text.length < 20) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // 248 is the largest multiple of 62 below 256: bytes above it would favour some letters.
      if (byte < 248 && text.length < 20) text += alphabet[byte % 62];
    }
  }
  return `${prefix}_${text}` as IdOf[P];
}
