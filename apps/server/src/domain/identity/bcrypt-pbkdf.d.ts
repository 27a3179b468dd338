/** What OpenSSH locks its private keys with; the package brings no types. */
declare module "bcrypt-pbkdf" {
  /** Fills `key`; 0 when it could. */
  export function pbkdf(
    pass: Uint8Array,
    passLength: number,
    salt: Uint8Array,
    saltLength: number,
    key: Uint8Array,
    keyLength: number,
    rounds: number,
  ): number;
}
