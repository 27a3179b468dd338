import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** What the command line takes from its environment. Nothing else reads it. */
export type Settings = {
  readonly server: string | undefined;
  readonly apiKey: string | undefined;
  /** The home folder of a server on this machine. */
  readonly home: string;
  /** The installation's key, where it is not kept in the home folder. */
  readonly encryptionKey: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly credentialsPath: string;
  /** The program to edit texts with, as a shell understands it. */
  readonly editor: string;
  /** The session that this program itself runs in. */
  readonly ownSession: string | undefined;
};

type Environment = Readonly<Record<string, string | undefined>>;

export function readSettings(environment: Environment): Settings {
  const configFolder = environment["XDG_CONFIG_HOME"] || join(homedir(), ".config");
  return {
    server: environment["DISPATCH_SERVER"] || undefined,
    apiKey: environment["DISPATCH_API_KEY"] || undefined,
    home: resolve(environment["DISPATCH_HOME"] || join(homedir(), ".dispatch")),
    encryptionKey: environment["DISPATCH_ENCRYPTION_KEY"] || undefined,
    host: environment["HOST"] || "127.0.0.1",
    port: Number(environment["PORT"] || 3030),
    credentialsPath: join(configFolder, "dispatch", "credentials.json"),
    editor: environment["VISUAL"] || environment["EDITOR"] || "vi",
    // Terminals of other makers use the name too, for names that are none of ours.
    ownSession: /^ses_\w+$/.exec(environment["TERM_SESSION_ID"] ?? "")?.[0],
  };
}

export const settingsOfThisProcess = (): Settings => readSettings(process.env);

/** A flag of `serve` goes before the environment: the server, started in this process, reads it there. */
export function overrideEnvironment(values: {
  readonly HOST?: string | undefined;
  readonly PORT?: string | undefined;
}): void {
  for (const [name, value] of Object.entries(values)) if (value !== undefined) process.env[name] = value;
}
