import type { ServerSettings, SettingName, SettingValues } from "@dispatch/protocol/settings";
import type { ServerSettingsApi, SettingsWish } from "#lib/api/server-settings-api.ts";
import { failureOf, type Failure, type FieldErrors } from "#lib/api/failure.ts";
import {
  type AmountName,
  type TypedAmount,
  amountOf,
  isAmount,
  neededText,
  typedAmount,
} from "./setting-amounts.ts";

type Choices = Pick<SettingValues, Exclude<SettingName, AmountName>>;
type Typed = { readonly [N in keyof Choices]: string } & { readonly [N in AmountName]: TypedAmount };

/** What waits behind "none", should somebody want a limit after all. */
const whenNone: Record<AmountName, number> = {
  agentSleep: 300,
  approvalTimeout: 86_400,
  retentionDays: 90,
  quotaLiveSessions: 1000,
  quotaStartsPerMinute: 1000,
  quotaDiskMib: 20_480,
};

/** The server's settings as they are, and as somebody is about to have them. */
export class SettingsDraft {
  readonly #api: Pick<ServerSettingsApi, "settings" | "put">;
  settings = $state.raw<ServerSettings>();
  typed = $state.raw<Typed>();
  failure = $state.raw<Failure>();
  /** Those that go back to their default, whatever that is. */
  #reset = $state.raw<ReadonlySet<SettingName>>(new Set());
  readonly #judged = $derived.by(() => this.#judge());
  readonly wish = $derived(Object.fromEntries(this.#judged.changes) as SettingsWish);
  readonly changes = $derived(this.#judged.changes.length + this.#judged.wrong.length);
  readonly isWrong = $derived(this.#judged.wrong.length > 0);
  /** Beside each field: what is typed is judged here, and what was sent by the server. */
  readonly errors: FieldErrors = $derived({
    ...this.failure?.fields,
    ...Object.fromEntries(this.#judged.wrong.map((name) => [name, neededText(name)])),
  });

  constructor(api: Pick<ServerSettingsApi, "settings" | "put">) {
    this.#api = api;
  }

  load = async () => {
    try {
      this.#show(await this.#api.settings());
      this.failure = undefined;
    } catch (error) {
      this.failure = failureOf(error);
    }
  };

  discard = () => {
    if (this.settings) this.#show(this.settings);
    this.failure = undefined;
  };

  type = <N extends SettingName>(name: N, typed: Typed[N]) => {
    if (!this.typed) return;
    this.typed = { ...this.typed, [name]: typed };
    this.#reset = new Set([...this.#reset].filter((other) => other !== name));
    // What the server said of it was said of what stood there before.
    if (this.failure) this.failure = { ...this.failure, fields: without(this.failure.fields, name) };
  };

  /** Back to the default, which another version may change. */
  reset = (name: SettingName) => {
    if (!this.settings) return;
    this.type(name, typedOf(name, this.settings[name].default));
    this.#reset = new Set([...this.#reset, name]);
  };

  /** True once it holds. */
  save = async (): Promise<boolean> => {
    if (this.isWrong) return false;
    try {
      this.#show(await this.#api.put(this.wish));
      this.failure = undefined;
      return true;
    } catch (error) {
      this.failure = failureOf(error);
      // Somebody has started the server in another way since: what is fixed is to be seen.
      if (this.failure.code === "setting-fixed") this.settings = await this.#api.settings();
      return false;
    }
  };

  #show(settings: ServerSettings) {
    this.settings = settings;
    this.#reset = new Set();
    const typed = Object.entries(settings).map(([name, { value }]) => [
      name,
      typedOf(name as SettingName, value),
    ]);
    this.typed = Object.fromEntries(typed) as Typed;
  }

  /** What would be sent, and what cannot be. */
  #judge() {
    const changes: [SettingName, SettingValues[SettingName] | null][] = [];
    const wrong: AmountName[] = [];
    const { settings, typed } = this;
    if (!settings || !typed) return { changes, wrong };
    for (const name of Object.keys(settings) as SettingName[]) {
      if (settings[name].origin === "fixed") continue;
      const value = isAmount(name) ? amountOf(name, typed[name]) : typed[name];
      if (this.#reset.has(name)) changes.push([name, null]);
      else if (value === undefined) wrong.push(name as AmountName);
      else if (value !== settings[name].value) changes.push([name, value]);
    }
    return { changes, wrong };
  }
}

const typedOf = (name: SettingName, value: SettingValues[SettingName]) =>
  isAmount(name) ? typedAmount(name, value as number | "none", whenNone[name]) : String(value);

const without = (fields: FieldErrors, name: string): FieldErrors =>
  Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));
