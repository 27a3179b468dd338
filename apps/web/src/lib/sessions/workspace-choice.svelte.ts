import type { WorkspaceList } from "#lib/state/workspace-list.svelte.ts";
import { strings } from "#lib/strings.ts";

/** What the list of workspaces begins and ends with; no id looks like these. */
const DEFAULT = "";
const NEW = "new";

/** Where a session is to work: in the default workspace, in another one, or in one that is made for it. */
export class WorkspaceChoice {
  readonly #workspaces: () => WorkspaceList | undefined;
  value = $state(DEFAULT);
  name = $state("");
  readonly isNew = $derived(this.value === NEW);
  readonly choices = $derived.by(() => [
    { value: DEFAULT, label: strings.workspaces.defaultChoice },
    ...(this.#workspaces()?.ready ?? [])
      .filter(({ isDefault }) => !isDefault)
      .map(({ id, name }) => ({ value: id, label: name })),
    { value: NEW, label: strings.workspaces.newChoice },
  ]);

  constructor(workspaces: () => WorkspaceList | undefined) {
    this.#workspaces = workspaces;
  }

  get isThere() {
    return this.#workspaces() !== undefined;
  }

  /** The workspace that is chosen, if it is there already: its folders can be looked through. */
  get id(): string | undefined {
    if (this.isNew) return undefined;
    if (this.value !== DEFAULT) return this.value;
    return this.#workspaces()?.ready.find(({ isDefault }) => isDefault)?.id;
  }

  reset = () => {
    this.value = DEFAULT;
    this.name = "";
  };

  /** For the body of what begins a session; a new workspace is made now. */
  decide = async (): Promise<{ readonly workspaceId?: string }> => {
    const workspaces = this.#workspaces();
    // Chosen from now on: should the session not start, the next attempt uses the one that was made.
    if (this.isNew && workspaces)
      this.value = (await workspaces.create({ kind: "plain", name: this.name.trim() })).id;
    return this.value === DEFAULT ? {} : { workspaceId: this.value };
  };
}
