import { expect, test } from "vitest";
import { readSettings } from "./environment.ts";

test("the environment is read in one place, and an empty value counts as none", () => {
  const given = {
    DISPATCH_SERVER: "http://host",
    DISPATCH_API_KEY: "",
    DISPATCH_HOME: "/srv/dispatch",
    XDG_CONFIG_HOME: "/cfg",
    HOST: "",
    PORT: "4000",
    VISUAL: "",
    EDITOR: "nano -w",
    TERM_SESSION_ID: "w0t0p0:not-ours",
  };
  expect(readSettings(given)).toEqual({
    server: "http://host",
    apiKey: undefined,
    home: "/srv/dispatch",
    encryptionKey: undefined,
    host: "127.0.0.1",
    port: 4000,
    credentialsPath: "/cfg/dispatch/credentials.json",
    editor: "nano -w",
    ownSession: undefined,
  });
  expect(readSettings({ TERM_SESSION_ID: "ses_0123" }).ownSession).toBe("ses_0123");
});
