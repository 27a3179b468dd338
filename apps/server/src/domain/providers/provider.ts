import type { AdapterName } from "@dispatch/protocol/agent/driving";
import type { AgentAbilities } from "@dispatch/protocol/agent/events";
import type { ProviderId } from "@dispatch/protocol/providers";
import type { z } from "zod";

/** What the server's machine is, as packages name it. */
export type Machine = { readonly platform: string; readonly arch: string; readonly isMusl: boolean };

/** How npm brings it, and what of it is run. */
export type Installation = {
  readonly version: string;
  /** Each with its exact version. */
  readonly packages: (machine: Machine) => readonly string[];
  readonly flags?: readonly string[];
  /** About what it takes on the disk: progress is shown against it. */
  readonly sizeBytes: number;
  /** Below the folder it is installed in; one that ends in `.js` is run by Node. */
  readonly program: (machine: Machine) => string;
};

/** How an agent is let in at its vendor's. */
export type Credentials = {
  /** Vendor variables of the server that are this agent's business: the beginnings of their names. */
  readonly prefixes: readonly string[];
  /** In which variable a person's own key goes, by its shape. */
  readonly keyVariable?: (key: string) => string;
  readonly baseUrlVariable?: string;
  /** Where it keeps a sign-in of its own, below the home; without any it may have one that cannot be seen. */
  readonly files?: readonly string[];
};

/** One provider: agent software with all that Dispatch knows of it. */
export type ProviderDefinition = {
  readonly id: ProviderId;
  readonly name: string;
  readonly adapter: AdapterName;
  /** Looked for on the machine's path; or a whole path. */
  readonly program: string;
  readonly args: readonly string[];
  /** What its agents get in any case; what a person chose wins. */
  readonly env: Readonly<Record<string, string>>;
  readonly installation?: Installation;
  /** Its driver loads a library from where it was installed: the program alone is not enough. */
  readonly isLibrary?: true;
  /** It runs the program of another provider, and is told by a variable where that is. */
  readonly companion?: { readonly provider: ProviderId; readonly variable: string };
  readonly credentials: Credentials;
  /** With these words its program signs a person in, in a terminal, and shows a token in the end. */
  readonly signInArgs?: readonly string[];
  /** Asked with `--version` where its package does not tell; a program that somebody else configured is not. */
  readonly tellsVersion: boolean;
  readonly abilities: z.infer<typeof AgentAbilities>;
};
