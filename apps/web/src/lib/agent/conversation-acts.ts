import type { Action } from "#lib/actions/actions.svelte.ts";
import { strings } from "#lib/strings.ts";
import type { ConversationSearch } from "./conversation-search.svelte.ts";
import type { Reader } from "./reader.svelte.ts";

/** What can be done in the conversation in front of one. Finding takes the browser's key: what is out of view is not on the page for it. */
export function conversationActs(reader: Reader, search: ConversationSearch): readonly Action[] {
  const { find, turns } = strings.agent;
  const { session: section } = strings.shell.section;
  return [
    { id: "find-in-conversation", title: find.open, section, keys: "mod+f", run: search.open },
    {
      id: "previous-message",
      title: turns.previous,
      section,
      keys: "alt+up",
      run: () => reader.step(-1),
    },
    { id: "next-message", title: turns.next, section, keys: "alt+down", run: () => reader.step(1) },
    { id: "latest-message", title: strings.agent.latest, section, run: reader.toEnd },
  ];
}
