import type { RunnerId, SessionId } from "@dispatch/protocol/ids";
import { DEFAULT_COLS, DEFAULT_ROWS, type TerminalSize } from "@dispatch/protocol/terminal";
import type { Caller } from "../access/caller.ts";
import type { SessionRow, WorkspaceRow } from "../store.ts";
import { ProcessHost, type ProcessHostNeeds } from "./process-host.ts";
import type { Placement, SessionHost, Started } from "./session-host.ts";
import type { Typists } from "./typists.ts";

type Needs = ProcessHostNeeds & { readonly typists: Typists };

/** The live side of terminals. */
export class TerminalHost extends ProcessHost implements SessionHost {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    super("terminal", needs);
    this.#needs = needs;
  }

  async start(session: SessionRow, workspace: WorkspaceRow, placement: Placement): Promise<Started> {
    const { options } = session;
    const { path: _, provider: __, model: ___, mode: ____, ...wished } = options;
    return this.#needs.hosting.startSession(session.runnerId as RunnerId, {
      ...(await this.common(session, workspace, placement)),
      kind: "terminal",
      options: { ...wished, cols: options.cols ?? DEFAULT_COLS, rows: options.rows ?? DEFAULT_ROWS },
    });
  }

  interrupt({ id }: SessionRow): Promise<void> {
    return this.#needs.hosting.interrupt(id);
  }

  resize({ id }: SessionRow, size: TerminalSize): Promise<void> {
    return this.#needs.hosting.resize(id, size);
  }

  async input(id: SessionId, data: Uint8Array, key: string, by: Caller): Promise<void> {
    await this.#needs.typists.types(by, id);
    await this.#needs.hosting.input(id, data, key);
  }
}
