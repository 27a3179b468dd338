import { expect, test } from "vitest";
import { deviceName } from "./device-name.ts";

const webKit = "AppleWebKit/537.36 (KHTML, like Gecko)";

test("a browser is named with its system, whatever else it claims to be", () => {
  const names = [
    `Mozilla/5.0 (X11; Linux x86_64) ${webKit} Chrome/140.0.0.0 Safari/537.36`,
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/140.0.0.0 Safari/537.36 OPR/120.0.0.0`,
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1",
    `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/140.0.0.0 Mobile Safari/537.36`,
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webKit} Chrome/140.0.0.0 Safari/537.36`,
  ].map(deviceName);
  expect(names).toEqual([
    "Chrome on Linux",
    "Edge on Windows",
    "Opera on Windows",
    "Firefox on Linux",
    "Safari on macOS",
    "Safari on iPhone",
    "Chrome on iPad",
    "Chrome on Android",
    "Chrome on ChromeOS",
  ]);
});

test("a program goes by its own name, without version", () => {
  expect(
    ["node", "curl/8.5.0", "dispatch-cli/0.1.0 (Linux)", "python-requests/2.32"].map(deviceName),
  ).toEqual(["node", "curl", "dispatch-cli on Linux", "python-requests"]);
});

test("a device that says nothing of itself is unknown, and one that says too much is cut", () => {
  expect(["", "unknown", "Mozilla/5.0", "x".repeat(300)].map(deviceName)).toEqual([
    "Unknown device",
    "Unknown device",
    "Unknown device",
    `${"x".repeat(39)}…`,
  ]);
});
