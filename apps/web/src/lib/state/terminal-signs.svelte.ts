import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { titleFrom } from "#lib/terminal/program-title.ts";

/** What programs in terminals say of themselves beside their output: a title, and that they rang. */
export class TerminalSigns {
  readonly #titles = new SvelteMap<string, string>();
  readonly #rung = new SvelteSet<string>();

  /** As the program called it last, as far as it was seen here; empty for none. */
  titleOf = (sessionId: string) => this.#titles.get(sessionId) ?? "";
  hasRung = (sessionId: string) => this.#rung.has(sessionId);

  call = (sessionId: string, title: string) => void this.#titles.set(sessionId, titleFrom(title));
  ring = (sessionId: string) => void this.#rung.add(sessionId);
  /** Somebody has looked. */
  quiet = (sessionId: string) => void this.#rung.delete(sessionId);
}
