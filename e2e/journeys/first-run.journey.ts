import { httpRequest } from "@dispatch/testkit/http-request";
import { PASSWORD } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import type { Session } from "@dispatch/protocol/session";
import { expect } from "vitest";
import { journey } from "./journey.ts";

journey(
  "an empty home: owner, first terminal, its end, and on below the old output",
  async ({ serve, visit }) => {
    const server = await serve();
    const person = await visit(server.url);
    const window = await person.open();
    const { page } = window;

    await page.waitForURL("**/setup");
    await page.getByLabel("E-mail").fill("owner@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await window.button("Create owner account").click();
    await page.getByRole("heading", { name: "No sessions yet" }).waitFor();

    await window.newTerminal();
    await window.type("echo $((6*7))\n");
    await window.shows("42");
    await window.prompt();
    expect(await window.status.getAttribute("data-status")).toBe("running");
    const session = await until("a page that has shown all that is in the log", async () => {
      const logged = await sessionOf(window.sessionId);
      return (await window.completeUpTo.getAttribute("data-seq")) === String(logged.lastSeq) && logged;
    });
    expect(await window.completeUpTo.textContent()).toContain(`complete up to event ${session.lastSeq}`);
    expect(session).toMatchObject({ status: "running", launch: 1 });

    await window.type("exit 7\n");
    const banner = page.getByText("exit code 7");
    await banner.waitFor();
    expect(await window.status.getAttribute("data-status")).toBe("ended");

    await window.button("Resume").click();
    await banner.waitFor({ state: "detached" });
    await page.locator("[data-testid=session-status][data-status=running]").waitFor();
    await window.prompt();
    await window.type("echo again $((40+2))\n");
    await window.shows("again 42");
    const lines = await window.lines();
    expect(lines.indexOf("42")).toBeGreaterThanOrEqual(0);
    expect(lines.indexOf("again 42")).toBeGreaterThan(lines.indexOf("42"));
    expect(await sessionOf(window.sessionId)).toMatchObject({ id: session.id, status: "running", launch: 2 });

    async function sessionOf(id: string): Promise<Session> {
      const [cookie] = await person.context.cookies();
      const answer = await httpRequest<Session>("GET", `${server.url}/api/sessions/${id}`, {
        headers: { cookie: `${cookie?.name}=${cookie?.value}` },
      });
      expect(answer.status).toBe(200);
      return answer.body;
    }
  },
);
