import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import type { ContainerSource, RungProof, SessionIsolation } from "@dispatch/protocol/isolation";
import type { StartCall } from "@dispatch/protocol/link";
import { Refusal } from "../refusal.ts";
import { containerRung, type ContainerNeeds } from "./container.rung.ts";
import { bubblewrapRung } from "./bubblewrap.rung.ts";
import { noneRung } from "./none.rung.ts";
import { preparePlace, type Account } from "./prepare-place.ts";
import type { Place, Program, Rung, Wrapped } from "./rung.ts";
import { uidRung, type UidStageNeeds } from "./uid.rung.ts";

const PROBE_LIMIT_MS = 5_000;
/** A probe that failed is not repeated for everybody who asks at that moment. */
const RETRY_AFTER_MS = 1_000;

export type IsolationNeeds = {
  readonly homePath: string;
  readonly workspacesPath: string;
  readonly socketPath: string;
  readonly shell: string;
};

/** What is to be kept: a session's launch, or an attendant. */
export type KeepWish = Pick<StartCall, "isolation" | "workspacePath" | "launch" | "shown"> & {
  readonly sessionId: string;
};

/** One session's surroundings on its rung. `place` is undefined on the rung `none`, where nothing is prepared. */
export type Kept = {
  readonly place: Place | undefined;
  /** Whose processes the machine sees. */
  readonly uid: number;
  readonly passesSignalsOn: Rung["passesSignalsOn"];
  readonly programsOf: Rung["programsOf"];
  wrap(program: Program): Promise<Wrapped>;
};

/** What rungs need to know of the machine. */
type Surroundings = Omit<ContainerNeeds, "image"> & UidStageNeeds;

/** A rung and what its probe found; other rungs do not wait for it. */
type Tried = { readonly rung: Rung; readonly proof: Promise<RungProof> };

const tried = (rung: Rung): Tried => ({ rung, proof: rung.probe() });

/** The ladder of this machine: which rungs hold, and what a session runs in. */
export class Isolation {
  readonly #needs: IsolationNeeds;
  readonly #account: Account;
  #surroundings: Promise<Surroundings> | undefined;
  /** By rung, and containers by their image too. */
  readonly #tried = new Map<string, Promise<Tried>>();

  constructor(needs: IsolationNeeds) {
    this.#needs = needs;
    this.#account = {
      uid: process.getuid?.() ?? -1,
      gid: process.getgid?.() ?? -1,
      shell: needs.shell,
    };
  }

  /** Probes run all at the same time, when somebody asks first; that of containers, which is slow, if it is asked for. */
  async proofs(container?: ContainerSource): Promise<RungProof[]> {
    const [ladder, asked] = await Promise.all([this.#rungs(), container && this.#container(container)]);
    return Promise.all([...ladder, ...(asked ? [asked] : [])].map(({ proof }) => proof));
  }

  /** What the call asks for, or a refusal: there is no step down. */
  async keep({ isolation, workspacePath, sessionId, launch, shown }: KeepWish): Promise<Kept> {
    const rung = await this.#provedRung(isolation);
    if (rung.name === "none") {
      return {
        place: undefined,
        uid: this.#account.uid,
        passesSignalsOn: rung.passesSignalsOn,
        programsOf: rung.programsOf,
        wrap: (program) => Promise.resolve(program),
      };
    }
    const { person, network } = isolation;
    const place = await preparePlace(
      { person, workspacePath, sessionId, launch, network, shown },
      { account: this.#account, accountsFolder: this.#accountsFolder },
    );
    return {
      place,
      uid: place.uid ?? this.#account.uid,
      passesSignalsOn: rung.passesSignalsOn,
      programsOf: rung.programsOf,
      wrap: (program) => rung.wrap(program, place),
    };
  }

  get #accountsFolder() {
    return join(this.#needs.homePath, "run", "isolation");
  }

  #rungs(): Promise<readonly Tried[]> {
    return Promise.all([
      this.#try("none", () => noneRung()),
      this.#try("uid", uidRung),
      this.#try("bubblewrap", bubblewrapRung),
    ]);
  }

  #container({ image }: ContainerSource): Promise<Tried> {
    return this.#try(`container ${image ?? ""}`, (needs) => containerRung({ ...needs, image }));
  }

  #try(name: string, make: (needs: Surroundings) => Rung): Promise<Tried> {
    const known = this.#tried.get(name);
    if (known) return known;
    const made = this.#around().then((needs) => tried(make(needs)));
    this.#tried.set(name, made);
    // What failed is tried again when somebody asks later: a program or an image may be there by then.
    const forget = () => setTimeout(() => this.#tried.delete(name), RETRY_AFTER_MS).unref();
    void made.then(({ proof }) => proof).then(({ proved }) => proved || forget(), forget);
    return made;
  }

  #around() {
    this.#surroundings ??= this.#lookAround();
    return this.#surroundings;
  }

  async #lookAround() {
    const { homePath, workspacesPath, socketPath } = this.#needs;
    const isRoot = this.#account.uid === 0;
    return {
      isRoot,
      canMount: isRoot && (await canMount()),
      hidden: [homePath, workspacesPath, dirname(socketPath)],
      trial: { folder: this.#accountsFolder, workspacesPath, account: this.#account },
    };
  }

  async #provedRung({ rung: name, network, container = {} }: SessionIsolation): Promise<Rung> {
    const found =
      name === "container"
        ? await this.#container(container)
        : (await this.#rungs()).find(({ rung }) => rung.name === name);
    if (!found)
      throw new Refusal("isolation-unavailable", `This runner has no isolation of the kind ${name}.`);
    const { rung } = found;
    const proof = await found.proof;
    if (!proof.proved) {
      const { why = "", fix = "" } = proof;
      throw new Refusal(
        "isolation-unavailable",
        `Isolation by ${name} does not work here. ${why} ${fix}`.trim(),
      );
    }
    if (!proof.networks.includes(network)) {
      throw new Refusal(
        "isolation-unavailable",
        `Isolation by ${name} cannot give the network "${network}". Use bubblewrap or container, or DISPATCH_NETWORK=host.`,
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
