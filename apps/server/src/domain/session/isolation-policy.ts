import { join } from "node:path";
import type { RunnerId, UserId } from "@dispatch/protocol/ids";
import type {
  ContainerSource,
  IsolationReport,
  IsolationRung,
  NetworkAccess,
  RungProof,
  SessionIsolation,
  SessionLimits,
} from "@dispatch/protocol/isolation";
import { Problem } from "@dispatch/protocol/problems";
import type { Store, UserRow } from "../store.ts";
import type { Hosting } from "./hosting.ts";

export type IsolationSettings = {
  /** The rung that sessions get, and no other. Left out: the best that is proved. */
  readonly rung?: IsolationRung | undefined;
  readonly network: NetworkAccess;
  readonly container?: ContainerSource | undefined;
  readonly limits: SessionLimits;
};

type Needs = {
  readonly store: Store;
  readonly hosting: Pick<Hosting, "isolation">;
  readonly settings: IsolationSettings;
  readonly workspacesRoot: string;
};

/** Best first. A container is given where it is asked for, and never otherwise: it starts slowly. */
const automatic: readonly IsolationRung[] = ["bubblewrap", "uid", "none"];

/** Decides how a session is kept apart, or refuses it. It never steps down from what is asked for. */
export class IsolationPolicy {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async choose(ownerId: UserId, runnerId: RunnerId): Promise<SessionIsolation> {
    const { store, hosting, settings, workspacesRoot } = this.#needs;
    const owner = await store.read.users.byId(ownerId);
    if (!owner) throw new Problem("user-not-found", { userId: ownerId });
    // The rung `none` needs no proof, and a session on it no wait for one.
    const isPlain = settings.rung === "none" && settings.network === "host";
    const choice = (report: IsolationReport) => chooseFor(owner, settings, report);
    const rung = isPlain
      ? "none"
      : await hosting
          .isolation(runnerId)
          .then(choice)
          // What was missing may have been installed since: who was told so must not have to restart anything.
          .catch(async () => choice(await hosting.isolation(runnerId, { again: true })));
    return {
      rung,
      network: settings.network,
      ...(rung === "container" && settings.container && { container: settings.container }),
      limits: settings.limits,
      person: {
        number: owner.number,
        name: owner.email.split("@")[0] ?? owner.name,
        folder: join(workspacesRoot, ownerId),
      },
    };
  }
}

/** Why no new session could be had on runners that have proved this; undefined where nothing stands against it. */
export function isolationTrouble(
  settings: IsolationSettings,
  reports: readonly IsolationReport[],
): string | undefined {
  try {
    for (const report of reports) chooseRung(settings, report);
    return undefined;
  } catch (error) {
    return (error as Problem).message;
  }
}

/** The rung that sessions would get on a runner that has proved this; undefined where they would be refused. */
export function rungFor(settings: IsolationSettings, report: IsolationReport): IsolationRung | undefined {
  try {
    return chooseRung(settings, report);
  } catch {
    return undefined;
  }
}

function chooseFor(owner: UserRow, settings: IsolationSettings, report: IsolationReport): IsolationRung {
  const rung = chooseRung(settings, report);
  if (rung !== "none" || settings.rung !== undefined || owner.role === "owner") return rung;
  throw new Problem(
    "isolation-unavailable",
    {},
    "Nothing on this machine keeps people's sessions apart, so only its owner may run some. " +
      "Install bubblewrap, or run Dispatch as root; or set DISPATCH_ISOLATION=none if everybody here may do what the owner may.",
  );
}

/** The rung for these settings on a runner that has proved this. */
function chooseRung({ rung, network }: IsolationSettings, { rungs }: IsolationReport): IsolationRung {
  const fits = (proof: RungProof) => proof.proved && proof.networks.includes(network);
  if (rung === undefined) {
    const best = automatic.find((name) => rungs.some((proof) => proof.rung === name && fits(proof)));
    if (best) return best;
  }
  const asked = rungs.find((proof) => proof.rung === (rung ?? "bubblewrap"));
  if (asked && fits(asked)) return asked.rung;
  throw new Problem("isolation-unavailable", {}, refusal(rung, network, asked));
}

function refusal(
  rung: IsolationRung | undefined,
  network: NetworkAccess,
  proof: RungProof | undefined,
): string {
  const wanted = rung ? `DISPATCH_ISOLATION=${rung}` : `DISPATCH_NETWORK=${network}`;
  if (proof && proof.proved) {
    return `DISPATCH_NETWORK=${network} cannot be had with DISPATCH_ISOLATION=${proof.rung}. Use bubblewrap or container, or DISPATCH_NETWORK=host.`;
  }
  return [`New sessions are refused: ${wanted} does not work here.`, proof?.why, proof?.fix]
    .filter((part) => part !== undefined)
    .join(" ");
}
