import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EditorCommand, EditorDocument, EditorDocuments } from "@dispatch/protocol/editor";
import type { EventJson } from "@dispatch/protocol/events";
import type { Workspace } from "@dispatch/protocol/workspace";
import type { Answer, TestApp } from "./test-app.ts";
import { until } from "./test-app.ts";

/** An editor session in a workspace of its own, with its files at hand. */
export class EditorSession {
  readonly #it: TestApp;
  readonly token: string;
  readonly id: string;
  readonly folder: string;

  private constructor(it: TestApp, facts: { token: string; id: string; folder: string }) {
    this.#it = it;
    this.token = facts.token;
    this.id = facts.id;
    this.folder = facts.folder;
  }

  static async open(
    it: TestApp,
    token: string,
    files: Record<string, string | Buffer> = {},
    more: object = {},
  ) {
    const made = await it.request("POST", "/api/workspaces", {
      token,
      body: { kind: "plain", name: "place" },
    });
    const { id: workspaceId, path } = made.body as unknown as Workspace;
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    }
    const body = { kind: "editor", workspaceId, ...more };
    const answer = await it.request("POST", "/api/sessions", { token, body });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return new EditorSession(it, { token, id: answer.body["id"] as string, folder: path });
  }

  command(
    command: EditorCommand,
    { key, token = this.token }: { key?: string; token?: string } = {},
  ): Promise<Answer> {
    return this.#it.request("POST", `/api/sessions/${this.id}/input`, {
      token,
      body: { data: JSON.stringify(command) },
      ...(key !== undefined && { headers: { "idempotency-key": key } }),
    });
  }

  /** The same, where nothing is to stand against it. */
  async done(command: EditorCommand): Promise<void> {
    const { status, body } = await this.command(command);
    if (status !== 202) throw new Error(JSON.stringify(body));
  }

  /** Puts a text in place of all of it. */
  async type(path: string, insert: string): Promise<void> {
    const { version, text } = await this.document(path);
    const changes = [{ from: 0, to: text.length, insert }];
    await this.done({ type: "edit", path, version, changes, clientId: "test" });
  }

  async documents(): Promise<readonly EditorDocument[]> {
    const { body } = await this.#it.request("GET", `/api/sessions/${this.id}/documents`, {
      token: this.token,
    });
    return (body as unknown as EditorDocuments).items;
  }

  async document(path: string): Promise<EditorDocument> {
    const document = (await this.documents()).find((each) => each.path === path);
    if (!document) throw new Error(`${path} is not open`);
    return document;
  }

  async events(channel = "editor:"): Promise<EventJson[]> {
    const { body } = await this.#it.request("GET", `/api/sessions/${this.id}/events?limit=1000`, {
      token: this.token,
    });
    return (body["items"] as EventJson[]).filter((event) => event.channel.startsWith(channel));
  }

  async session(): Promise<Record<string, unknown>> {
    return (await this.#it.request("GET", `/api/sessions/${this.id}`, { token: this.token })).body;
  }

  act(act: "stop" | "resume"): Promise<Answer> {
    return this.#it.request("POST", `/api/sessions/${this.id}/${act}`, { token: this.token });
  }

  async becomes(status: string): Promise<void> {
    await until(async () => (await this.session())["status"] === status);
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  has(name: string): boolean {
    return existsSync(join(this.folder, name));
  }
}
