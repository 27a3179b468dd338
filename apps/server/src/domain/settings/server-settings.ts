import { Problem } from "@dispatch/protocol/problems";
import {
  type PutServerSettings,
  type ServerSettings as Described,
  type SettingName,
  type SettingValues,
  settingNames,
  settingShapes,
} from "@dispatch/protocol/settings";
import { Listeners } from "../listeners.ts";
import type { QuotaLimits } from "../session/quotas.ts";
import type { Store } from "../store.ts";

/** What the environment or `config.json` says, and where it says so. */
export type FixedSettings = {
  readonly [N in SettingName]?: { readonly value: SettingValues[N]; readonly by: string };
};

const defaults: SettingValues = {
  registration: "invite",
  agentProvider: "claude",
  agentSleep: 300,
  approvalTimeout: 86_400,
  retentionDays: "none",
  quotaLiveSessions: 1000,
  quotaStartsPerMinute: 1000,
  quotaDiskMib: "none",
};

/** The name of what administrators set, among the settings of the database. */
const SERVER_SETTING = "server";

type Needs = {
  readonly store: Store;
  readonly fixed: FixedSettings;
  /** Which agents there could be. */
  readonly providers: readonly string[];
};

/** What holds for everybody and may change while the server runs: fixed at the start, else set, else the default. */
export class ServerSettings {
  /** Told which ones are not what they were. */
  readonly changes = new Listeners<ReadonlySet<SettingName>>();
  readonly #needs: Needs;
  #set: Partial<SettingValues> = {};

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async load(): Promise<void> {
    const kept = (await this.#needs.store.read.settings.read(SERVER_SETTING)) ?? {};
    this.#set = this.#understood(kept);
  }

  get<N extends SettingName>(name: N): SettingValues[N] {
    return this.#needs.fixed[name]?.value ?? this.#set[name] ?? defaults[name];
  }

  /** Undefined: for ever. */
  milliseconds(name: "agentSleep" | "approvalTimeout"): number | undefined {
    const seconds = this.get(name);
    return seconds === "none" ? undefined : Math.round(seconds * 1000);
  }

  get quotas(): QuotaLimits {
    const diskMib = this.get("quotaDiskMib");
    return {
      liveSessions: this.get("quotaLiveSessions"),
      startsPerMinute: this.get("quotaStartsPerMinute"),
      diskMib: diskMib === "none" ? undefined : diskMib,
    };
  }

  describe(): Described {
    return Object.fromEntries(settingNames.map((name) => [name, this.#describe(name)])) as Described;
  }

  async put(wish: PutServerSettings): Promise<Described> {
    this.#admit(wish);
    const before = this.#values();
    this.#set = await this.#needs.store.write(async ({ settings }) => {
      const kept = (await settings.read(SERVER_SETTING)) ?? {};
      const merged = Object.entries({ ...kept, ...wish }).filter(([, value]) => value !== null);
      await settings.put(SERVER_SETTING, Object.fromEntries(merged));
      return this.#understood(Object.fromEntries(merged));
    });
    const changed = settingNames.filter((name) => before[name] !== this.get(name));
    if (changed.length > 0) this.changes.emit(new Set(changed));
    return this.describe();
  }

  #admit(wish: PutServerSettings): void {
    const { fixed, providers } = this.#needs;
    for (const name of settingNames) {
      const by = fixed[name]?.by;
      if (wish[name] === undefined || by === undefined) continue;
      const detail = `${by} fixes this where the server is started. Change it there, or take it away there to change it here.`;
      throw new Problem("setting-fixed", { name, fixedBy: by }, detail);
    }
    const { agentProvider } = wish;
    if (agentProvider === undefined || agentProvider === null || providers.includes(agentProvider)) return;
    const message = `must be one of ${providers.join(", ")}`;
    throw new Problem(
      "invalid-request",
      { errors: [{ path: "agentProvider", message }] },
      `agentProvider ${message}`,
    );
  }

  #describe(name: SettingName) {
    const fixedBy = this.#needs.fixed[name]?.by;
    const origin = fixedBy !== undefined ? "fixed" : this.#set[name] !== undefined ? "set" : "default";
    return {
      value: this.get(name),
      default: defaults[name],
      origin,
      ...(fixedBy !== undefined && { fixedBy }),
    };
  }

  #values = () => Object.fromEntries(settingNames.map((name) => [name, this.get(name)]));

  /** Another version may have kept what this one does not know, and an agent may be gone. */
  #understood(kept: object): Partial<SettingValues> {
    const found = Object.entries(kept).filter(([name, value]) => {
      if (!Object.hasOwn(settingShapes, name)) return false;
      if (name === "agentProvider" && !this.#needs.providers.includes(value as string)) return false;
      return settingShapes[name as SettingName].safeParse(value).success;
    });
    return Object.fromEntries(found);
  }
}
