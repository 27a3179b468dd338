/** So often at most it is said; a server heeds it for twice as long. */
const SAY_EVERY_MS = 1_000;
/** What only a person does. A page that is scrolled is not among them: new output scrolls it too. */
const acts = ["keydown", "pointerdown", "pointermove", "touchmove", "wheel"] as const;

/** Calls back when somebody types, points or scrolls in this page. Returns what stops it. */
export function onPageUse(used: () => void, page: EventTarget = globalThis): () => void {
  let saidAt = -Infinity;
  const acted = () => {
    const now = performance.now();
    if (now - saidAt < SAY_EVERY_MS) return;
    saidAt = now;
    used();
  };
  // Before whoever keeps an event for himself.
  const options = { capture: true, passive: true };
  for (const name of acts) page.addEventListener(name, acted, options);
  return () => {
    for (const name of acts) page.removeEventListener(name, acted, options);
  };
}
