import { Problem } from "@dispatch/protocol/problems";
import { portCount, portNames, variableOfPort } from "@dispatch/protocol/set-up";
import type { Store, WorkspaceRow } from "../store.ts";
import type { PortAllocator } from "./port-allocator.ts";

type Needs = { readonly store: Store; readonly ports: PortAllocator };
export type Variables = Readonly<Record<string, string>>;

/**
 * What every program is told about its workspace, where that is made from a repository or has a set-up. A plain folder
 * is nothing but a folder.
 */
export class WorkspaceVariables {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async of(row: WorkspaceRow): Promise<Variables> {
    const { store, ports } = this.#needs;
    const setUp = await store.read.setUps.of(row.id);
    if (row.kind === "plain" && !setUp?.file) return {};
    const file = setUp?.file ?? {};
    const block = await ports.ensure(row.id, portCount(file)).catch(withoutPorts);
    const told: Record<string, string | number> = {
      DISPATCH_WORKSPACE_ID: row.id,
      DISPATCH_WORKSPACE_NAME: row.name,
      DISPATCH_WORKSPACE_PATH: row.path,
      ...(row.branch !== null && { DISPATCH_BRANCH: row.branch }),
    };
    if (block) {
      told["DISPATCH_PORT"] = block.first;
      told["DISPATCH_PORT_COUNT"] = block.count;
      for (const [index, name] of portNames(file).entries()) told[variableOfPort(name)] = block.first + index;
    }
    return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, String(value)]));
  }
}

/** A shell is of use without ports; a set-up that wants some has asked for them before. */
function withoutPorts(error: unknown): undefined {
  if (!(error instanceof Problem) || error.code !== "ports-exhausted") throw error;
}
