import { expect, test } from "vitest";
import { parseRemoteUrl } from "./remote-url.ts";

test.each([
  ["git@github.com:ada/engine.git", "git@github.com:ada/engine.git", "ssh://git@github.com:22/ada/engine"],
  [
    "ssh://git@GitHub.com/ada/engine/",
    "ssh://git@github.com:22/ada/engine/",
    "ssh://git@github.com:22/ada/engine",
  ],
  ["github.com:ada/engine", "git@github.com:ada/engine", "ssh://git@github.com:22/ada/engine"],
  ["ada@box:engine", "ada@box:engine", "ssh://ada@box:22/~/engine"],
  ["ada@box:/srv/engine", "ada@box:/srv/engine", "ssh://ada@box:22/srv/engine"],
  [
    "ssh://ada@127.0.0.1:2222/srv/engine.git",
    "ssh://ada@127.0.0.1:2222/srv/engine.git",
    "ssh://ada@127.0.0.1:2222/srv/engine",
  ],
  [
    "https://lab.example.com/a/b/engine.git",
    "https://lab.example.com/a/b/engine.git",
    "https://lab.example.com/a/b/engine",
  ],
  ["HTTPS://Example.com:8443/engine", "https://example.com:8443/engine", "https://example.com:8443/engine"],
  ["file:///srv/git/engine.git", "file:///srv/git/engine.git", "file:///srv/git/engine.git"],
])("%s", (written, url, key) => {
  expect(parseRemoteUrl(written)).toMatchObject({ url, key, name: "engine" });
});

test.each([
  "",
  "engine",
  "/srv/git/engine",
  "--upload-pack=touch",
  "-oProxyCommand=x@host:path",
  "ext::sh -c touch",
  "https://ada:secret@example.com/x",
  "https://example.com/",
  "https://example.com/a/../../b?x",
  "ssh://-oProxyCommand=x/y",
  "git@host:a b",
  "git@host:$(touch)",
  "file://host/x",
])("%s is refused", (written) => {
  expect(() => parseRemoteUrl(written)).toThrow();
});
