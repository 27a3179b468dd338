import type { Provider } from "@dispatch/protocol/providers";
import { expect, test } from "vitest";
import { installedPercent, standingOf } from "./provider-standing.ts";

const capabilities = { install: true, signIn: true, ownKey: true } as Provider["capabilities"];
const there: Provider = {
  id: "claude",
  name: "Claude",
  adapter: "claude",
  installed: true,
  capabilities,
  isDefault: true,
  health: { state: "ok" },
};
const missing = "Something is missing.";
const arriving = { state: "running", version: "1" } as const;

test("of what an agent lacks, the first thing to do is told", () => {
  const cases: readonly (readonly [Partial<Provider>, string])[] = [
    [{}, "ready"],
    [{ signedIn: true }, "ready"],
    [{ installed: false, missing }, "not-installed"],
    [{ installed: false, missing, install: arriving }, "installing"],
    [{ installed: false, missing, install: { ...arriving, state: "failed" } }, "not-installed"],
    [{ installed: false, missing, capabilities: { ...capabilities, install: false } }, "elsewhere"],
    [{ missing, signedIn: false }, "signed-out"],
    [{ missing }, "elsewhere"],
    [{ health: { state: "failing", failures: 5 } }, "failing"],
    [{ health: { state: "probing" } }, "probing"],
  ];
  for (const [part, standing] of cases)
    expect([part, standingOf({ ...there, ...part })]).toEqual([part, standing]);
});

test("an installation is never told to be whole before it is", () => {
  const percent = (bytes?: number, totalBytes?: number) =>
    installedPercent({
      ...there,
      install: {
        ...arriving,
        ...(bytes !== undefined && { bytes }),
        ...(totalBytes !== undefined && { totalBytes }),
      },
    });
  expect([percent(), percent(1, 0), percent(0, 100), percent(55, 110), percent(100, 100)]).toEqual([
    undefined,
    undefined,
    0,
    50,
    99,
  ]);
});
