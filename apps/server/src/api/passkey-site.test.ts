import { expect, test } from "vitest";
import { passkeySites } from "./passkey-site.ts";

test("passkeys belong to the public name, or to localhost", () => {
  const published = passkeySites(new URL("https://work.example/dispatch"));
  expect(published("10.0.0.1:3030")).toEqual({ rpId: "work.example", origin: "https://work.example" });
  expect(passkeySites(undefined)("localhost:3030")).toEqual({
    rpId: "localhost",
    origin: "http://localhost:3030",
  });
});

test("where browsers accept none, the reason says what to do", () => {
  const reasonAt = (host: string | undefined, publicUrl?: string) =>
    (passkeySites(publicUrl === undefined ? undefined : new URL(publicUrl))(host) as { reason: string })
      .reason;
  expect(reasonAt("127.0.0.1:3030")).toContain("http://localhost:3030");
  expect(reasonAt("192.168.1.5:3030")).toContain("DISPATCH_PUBLIC_URL");
  for (const host of ["somewhere.example", undefined, "no host"])
    expect(reasonAt(host)).toContain("DISPATCH_PUBLIC_URL");
  expect(reasonAt("x", "http://work.example")).toContain("https");
  expect(reasonAt("x", "https://192.168.1.5")).toContain("name");
});
