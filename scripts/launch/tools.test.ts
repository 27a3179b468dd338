import { expect, test } from "vitest";
import { registryVariables } from "./tools.mjs";

const answer = "registry=https://packages.example/npm/?a=b\ncafile=/etc/ca.pem\nhttps-proxy=null\nnoproxy=\n";

test("what npm's configuration says about the registry becomes environment for pnpm", () => {
  expect(registryVariables(answer, {})).toEqual({
    PNPM_CONFIG_REGISTRY: "https://packages.example/npm/?a=b",
    NODE_EXTRA_CA_CERTS: "/etc/ca.pem",
  });
});

test("what the environment says already stands, in either case", () => {
  const existing = { NODE_EXTRA_CA_CERTS: "/mine.pem", https_proxy: "http://mine:3128" };
  const proxied = answer.replace("https-proxy=null", "https-proxy=http://theirs:3128");
  expect(registryVariables(proxied, existing)).toEqual({
    PNPM_CONFIG_REGISTRY: "https://packages.example/npm/?a=b",
  });
});
