import { ConfigError } from "./config.ts";
import { type MasterKeys, newestOf } from "../domain/vault/master-key.ts";
import { SealBroken, type Vault } from "../domain/vault/vault.ts";

/** Ends a rotation that was cut short, and gives the key that credentials are hashed with: the first thing in the vault. */
export async function openVault(vault: Vault, keys: MasterKeys): Promise<Buffer> {
  try {
    // From the oldest: what was hashed before there was a vault was hashed under it.
    const hashKey = await vault.ensure("credential-hash-key", () =>
      (keys.keys().at(-1) ?? newestOf(keys)).derive("credential-hash").toString("base64"),
    );
    await vault.finishRotation();
    return Buffer.from(hashKey, "base64");
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new ConfigError(
      `The encryption key does not open what the database holds (${error.message}). Restore keys/encryption.key, or set DISPATCH_ENCRYPTION_KEY to the key it was made with.`,
      { cause: error },
    );
  }
}
