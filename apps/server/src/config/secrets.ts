import type { MasterKeys } from "../domain/vault/master-key.ts";
import type { Environment } from "./config.ts";
import { readMasterKeys } from "./master-keys.ts";

/** What must never reach a log, an answer or a child process. Kept apart from the config for that reason. */
export type Secrets = Readonly<{
  masterKeys: MasterKeys;
  /** Asked for by the first-run page when set. */
  setupKey?: string;
}>;

export function readSecrets(home: string, environment: Environment, setupKey?: string): Secrets {
  return {
    masterKeys: readMasterKeys(home, environment),
    ...(setupKey === undefined ? {} : { setupKey }),
  };
}
