import type { UserId, WorkspaceId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { type SetUpFile, portCount, portIndex } from "@dispatch/protocol/set-up";
import type { Attendants } from "../attendants.ts";
import type { SessionRow, Store, WorkspaceRow } from "../store.ts";
import { Turns } from "../turns.ts";
import type { PortAllocator } from "./port-allocator.ts";
import type { ScriptedSessions } from "./scripted-sessions.ts";
import { changeSetUp, setUpOf } from "./set-up-state.ts";
import type { WorkspaceNewsroom } from "./workspace-newsroom.ts";
import type { WorkspaceService } from "./workspace.service.ts";

type Needs = {
  readonly store: Store;
  readonly attendants: Attendants;
  readonly workspaces: WorkspaceService;
  readonly newsroom: WorkspaceNewsroom;
  readonly scripts: ScriptedSessions;
  readonly ports: PortAllocator;
};

export type Service = NonNullable<SetUpFile["services"]>[number];

/** The programs that a workspace offers to start, each in a terminal of its own. */
export class Services {
  readonly #needs: Needs;
  readonly #turns = new Turns<WorkspaceId>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** One that is alive is not started twice. */
  async start(ownerId: UserId, id: WorkspaceId, name: string): Promise<SessionRow> {
    const { workspaces, attendants, store } = this.#needs;
    const { row, place } = await workspaces.attended(ownerId, id);
    const { file } = await attendants.ask(place, "set-up.read", {});
    const { isTreeMade } = await setUpOf(store, id);
    await changeSetUp(store, id, {
      file: file ?? null,
      ...(!isTreeMade && { isTreeMade: true, state: "left-out" }),
    });
    const service = file?.services?.find((one) => one.name === name);
    if (!file || !service)
      throw new Problem(
        "service-not-found",
        { workspaceId: id, name },
        `The workspace "${row.name}" offers no service "${name}". Its .dispatch.json says which it offers.`,
      );
    return this.begin(row, file, service);
  }

  begin(row: WorkspaceRow, file: SetUpFile, service: Service): Promise<SessionRow> {
    return this.#turns.take(row.id, async () => {
      const { store, scripts, newsroom } = this.#needs;
      const last = (await setUpOf(store, row.id)).services[service.name];
      const running = last === undefined ? undefined : await store.read.sessions.byId(last);
      if (running && (await scripts.isAlive(running.id))) return running;
      const port = await this.portOf(row, file, service.port);
      const session = await scripts.start(row, {
        title: service.name,
        lines: [service.command],
        env: { ...file.env, ...(port !== undefined && { PORT: String(port) }) },
      });
      await changeSetUp(store, row.id, ({ services }) => ({
        services: { ...services, [service.name]: session.id },
      }));
      await newsroom.changed(row);
      return session;
    });
  }

  async portOf(
    row: WorkspaceRow,
    file: SetUpFile,
    port: string | number | undefined,
  ): Promise<number | undefined> {
    const index = port === undefined ? undefined : portIndex(file, port);
    if (index === undefined) return undefined;
    return (await this.#needs.ports.ensure(row.id, portCount(file))).first + index;
  }
}
