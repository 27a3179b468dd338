import { RequestProblem } from "@dispatch/client/problem";
import type { ServerSettings } from "@dispatch/protocol/settings";
import { expect, test } from "vitest";
import type { SettingsWish } from "#lib/api/server-settings-api.ts";
import { amountOf, amountText, boundsText, typedAmount } from "./setting-amounts.ts";
import { SettingsDraft } from "./settings-draft.svelte.ts";

const plain = <T>(value: T) => ({ value, default: value, origin: "default" as const });
const settings: ServerSettings = {
  registration: { value: "open", default: "invite", origin: "fixed", fixedBy: "DISPATCH_REGISTRATION" },
  agentProvider: { value: "gemini", default: "claude", origin: "set" },
  agentSleep: plain(300),
  approvalTimeout: plain(86_400),
  retentionDays: plain("none"),
  quotaLiveSessions: plain(1000),
  quotaStartsPerMinute: plain(1000),
  quotaDiskMib: plain("none"),
};

async function drafted(
  put: (wish: SettingsWish) => Promise<ServerSettings> = () => Promise.resolve(settings),
) {
  const draft = new SettingsDraft({ settings: () => Promise.resolve(settings), put });
  await draft.load();
  return draft;
}

test("amounts are typed in the largest unit that fits, and nothing beyond the bounds is one", () => {
  expect([
    typedAmount("agentSleep", 300, 1),
    typedAmount("agentSleep", 90, 1),
    typedAmount("approvalTimeout", "none", 86_400),
    typedAmount("quotaDiskMib", 20_480, 1),
    typedAmount("agentSleep", 0.5, 1),
  ]).toEqual([
    { text: "5", unit: "minute", isNone: false },
    { text: "90", unit: "second", isNone: false },
    { text: "1", unit: "day", isNone: true },
    { text: "20", unit: "GiB", isNone: false },
    { text: "0.5", unit: "second", isNone: false },
  ]);
  const typed = (name: "agentSleep" | "quotaDiskMib" | "retentionDays", text: string, unit = "one") =>
    amountOf(name, { text, unit: unit as never, isNone: false });
  expect([
    typed("agentSleep", "1.5", "hour"),
    typed("agentSleep", "0", "hour"),
    typed("agentSleep", "366", "day"),
    typed("quotaDiskMib", "0.5", "GiB"),
    typed("quotaDiskMib", "0.5", "MiB"),
    typed("retentionDays", ""),
    typed("retentionDays", "1.5"),
    typed("retentionDays", "36500"),
  ]).toEqual([5400, undefined, undefined, 512, undefined, undefined, undefined, 36_500]);
  expect([
    amountText("agentSleep", 300),
    amountText("quotaDiskMib", "none"),
    boundsText("retentionDays"),
  ]).toEqual(["5 minutes", "No limit", "from 1 to 36,500 days"]);
});

test("what is sent is what was changed, and what goes back to its default goes as such", async () => {
  const sent: SettingsWish[] = [];
  const draft = await drafted((wish) => (sent.push(wish), Promise.resolve(settings)));
  expect([draft.wish, draft.changes]).toEqual([{}, 0]);
  draft.type("retentionDays", { text: "30", unit: "one", isNone: false });
  draft.type("agentSleep", { text: "300", unit: "second", isNone: false }); // the same, said otherwise
  draft.reset("agentProvider");
  expect([draft.wish, draft.typed?.agentProvider]).toEqual([
    { retentionDays: 30, agentProvider: null },
    "claude",
  ]);
  draft.type("agentProvider", "codex");
  expect(draft.wish).toEqual({ retentionDays: 30, agentProvider: "codex" });
  expect(await draft.save()).toBe(true);
  expect([sent, draft.changes]).toEqual([[{ retentionDays: 30, agentProvider: "codex" }], 0]);
});

test("what cannot be is said beside its field, and is not sent", async () => {
  const draft = await drafted(() => Promise.reject(new RequestProblem(refusal)));
  draft.type("quotaLiveSessions", { text: "0", unit: "one", isNone: false });
  expect([draft.errors, draft.changes, await draft.save()]).toEqual([
    { quotaLiveSessions: "Needs a whole number from 1 to 1,000,000,000." },
    1,
    false,
  ]);
  draft.discard();
  draft.type("agentProvider", "nobody");
  expect([await draft.save(), draft.errors]).toEqual([false, { agentProvider: "Must be one of claude" }]);
  draft.type("agentProvider", "claude");
  expect(draft.errors).toEqual({});
});

const refusal = {
  type: "about:blank",
  code: "invalid-request",
  status: 400,
  title: "Invalid",
  detail: "agentProvider must be one of claude",
  errors: [{ path: "agentProvider", message: "must be one of claude" }],
};
