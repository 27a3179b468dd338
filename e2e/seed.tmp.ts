import type { Account } from "@dispatch/testkit/account";
export default async function seed(owner: Account) {
  const api = (m: string, p: string, body?: object) => owner.request(m as "POST", p, { token: owner.tokens.accessToken, body });
  for (const rule of [
    { level: "user", effect: "allow", tool: "kind:execute", pattern: "git *" },
    { level: "user", effect: "deny", tool: "kind:execute", pattern: "rm *", note: "Files are deleted by hand." },
    { level: "server", effect: "deny", tool: "kind:edit", pattern: "**/.env*", note: "Secrets are changed by hand." },
  ]) console.log((await api("POST", "/api/approval-rules", rule)).status);
  console.log((await api("PUT", "/api/budgets", { level: "user", budgets: [{ window: "day", measure: "cost", limit: 0.5 }, { window: "session", measure: "toolCalls", limit: 200, stopsWithinTurn: true }] })).status);
  console.log((await api("PUT", "/api/budgets", { level: "server", budgets: [{ window: "month", measure: "cost", limit: 100 }] })).status);
  for (const [i, prompt] of ["usage 12000 800 0.25 ;; say done", "usage 3000 200 0.1 ;; say ok", "say nothing told"].entries()) {
    const s = await owner.agent(prompt);
    await owner.sessionWhere(s.id, "at rest", (x) => x.status === "idle");
    void i;
  }
  console.log((await api("PUT", "/api/me/provider-keys/opencode", { key: "sk-test", baseUrl: undefined })).status, "key");
}
