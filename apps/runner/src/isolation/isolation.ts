import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import type { IsolationRung, RungProof, SessionIsolation } from "@dispatch/protocol/isolation";
import type { StartCall } from "@dispatch/protocol/link";
import { Refusal } from "../refusal.ts";
import { bubblewrapRung } from "./bubblewrap.rung.ts";
import { noneRung } from "./none.rung.ts";
import { preparePlace, type Account } from "./prepare-place.ts";
import type { Place, Program, Rung } from "./rung.ts";
import { uidRung } from "./uid.rung.ts";

const PROBE_LIMIT_MS = 5_000;

export type IsolationNeeds = {
  readonly homePath: string;
  readonly workspacesPath: string;
  readonly socketPath: string;
  readonly shell: string;
};

/** One session's surroundings on its rung. `place` is undefined on the rung `none`, where nothing is prepared. */
export type Kept = {
  readonly place: Place | undefined;
  /** Whose processes the machine sees. */
  readonly uid: number;
  readonly passesSignalsOn: Rung["passesSignalsOn"];
  wrap(program: Program): Promise<Program>;
};

/** The ladder of this machine: which rungs hold, and what a session runs in. */
export class Isolation {
  readonly #needs: IsolationNeeds;
  readonly #account: Account;
  #rungs: Promise<ReadonlyMap<IsolationRung, Rung>> | undefined;
  #proofs: Promise<readonly RungProof[]> | undefined;

  constructor(needs: IsolationNeeds) {
    this.#needs = needs;
    this.#account = {
      uid: process.getuid?.() ?? -1,
      gid: process.getgid?.() ?? -1,
      shell: needs.shell,
    };
  }

  /** Probes run once, all at the same time, when somebody asks first. */
  async proofs(): Promise<RungProof[]> {
    return [...(await this.#proved())];
  }

  /** What the call asks for, or a refusal: there is no step down. */
  async keep({ isolation, workspacePath, sessionId }: StartCall): Promise<Kept> {
    const rung = await this.#provedRung(isolation);
    if (rung.name === "none") {
      return {
        place: undefined,
        uid: this.#account.uid,
        passesSignalsOn: rung.passesSignalsOn,
        wrap: (program) => Promise.resolve(program),
      };
    }
    const { person, network } = isolation;
    const place = await preparePlace(
      { person, workspacePath, sessionId, network },
      { account: this.#account, accountsFolder: this.#accountsFolder },
    );
    return {
      place,
      uid: place.uid ?? this.#account.uid,
      passesSignalsOn: rung.passesSignalsOn,
      wrap: (program) => rung.wrap(program, place),
    };
  }

  get #accountsFolder() {
    return join(this.#needs.homePath, "run", "isolation");
  }

  #proved(): Promise<readonly RungProof[]> {
    this.#proofs ??= this.#ladder().then((rungs) =>
      Promise.all([...rungs.values()].map((rung) => rung.probe())),
    );
    return this.#proofs;
  }

  #ladder(): Promise<ReadonlyMap<IsolationRung, Rung>> {
    this.#rungs ??= this.#build();
    return this.#rungs;
  }

  async #build(): Promise<ReadonlyMap<IsolationRung, Rung>> {
    const { homePath, workspacesPath, socketPath } = this.#needs;
    const isRoot = this.#account.uid === 0;
    const needs = {
      isRoot,
      canMount: isRoot && (await canMount()),
      hidden: [homePath, workspacesPath, dirname(socketPath)],
      trial: { folder: this.#accountsFolder, workspacesPath, account: this.#account },
    };
    const rungs = [noneRung(), uidRung(needs), bubblewrapRung(needs)];
    return new Map(rungs.map((rung) => [rung.name, rung]));
  }

  async #provedRung({ rung: name, network }: SessionIsolation): Promise<Rung> {
    const rung = (await this.#ladder()).get(name);
    if (!rung)
      throw new Refusal("isolation-unavailable", `This runner has no isolation of the kind ${name}.`);
    // None is there without a proof: a session on it does not wait for the probes of others.
    const proof =
      name === "none" ? await rung.probe() : (await this.#proved()).find((one) => one.rung === name);
    if (!proof?.proved) {
      const { why = "It was not tried.", fix = "" } = proof ?? {};
      throw new Refusal(
        "isolation-unavailable",
        `Isolation by ${name} does not work here. ${why} ${fix}`.trim(),
      );
    }
    if (!proof.networks.includes(network)) {
      throw new Refusal(
        "isolation-unavailable",
        `Isolation by ${name} cannot give the network "${network}". Use bubblewrap, or DISPATCH_NETWORK=host.`,
      );
    }
    return rung;
  }
}

/** Whether mount namespaces can be made and changed: capabilities, seccomp and the like all have a say. */
function canMount(): Promise<boolean> {
  const inside = "mount -t tmpfs tmpfs /tmp && mount -t proc -o hidepid=2 proc /proc";
  const args = ["-c", `exec unshare --mount --propagation private /bin/sh -c "${inside}"`];
  return new Promise((resolve) => {
    execFile("/bin/sh", args, { timeout: PROBE_LIMIT_MS, killSignal: "SIGKILL" }, (error) => resolve(!error));
  });
}
