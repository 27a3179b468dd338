/// <reference lib="dom" />
import type { Page } from "playwright-core";

/** More than any page has. */
const STOPS_LIMIT = 400;
/** More than any list in the tests has. */
const ITEMS_LIMIT = 40;

/** What is wrong with a page for somebody without a mouse. */
export type Walked = {
  /** What can be pressed, typed into or opened, and was not come to by Tab or by the arrows of a part. */
  readonly missed: string[];
  /** Where the focus is and cannot be seen. */
  readonly unseen: string[];
  /** What Tab does not leave. */
  readonly traps: string[];
};

type Stop = { readonly id: string; readonly arrows: string | null; readonly keepsTab: boolean } | null;

/**
 * Walks through the page, or the dialog that is open, with Tab; inside lists, trees and rows of tabs with the arrows.
 * The real keys of `leave` lead on from terminals and editors.
 */
export async function walk(page: Page, leave = "Alt+Shift+KeyJ"): Promise<Walked> {
  await page.evaluate(note);
  const traps: string[] = [];
  let first: string | undefined;
  let last: string | undefined;
  for (let count = 0; count < STOPS_LIMIT; count += 1) {
    await page.keyboard.press("Tab");
    let stop: Stop = await page.evaluate(look);
    if (stop?.keepsTab === true) {
      await page.keyboard.press(leave);
      const next: Stop = await page.evaluate(look);
      if (next?.keepsTab === true) traps.push(stop.id);
      stop = next;
    }
    if (stop === null || stop.id === first) break;
    if (stop.id === last) {
      traps.push(stop.id);
      break;
    }
    first ??= stop.id;
    last = stop.id;
    if (stop.arrows !== null) await walkItems(page, stop.arrows);
  }
  const { missed, unseen } = await page.evaluate(report);
  return { missed, unseen, traps };
}

/** The items of what is one stop for Tab; what is in front afterwards is what was before. */
async function walkItems(page: Page, arrow: string): Promise<void> {
  const opposite = { ArrowDown: "ArrowUp", ArrowRight: "ArrowLeft" }[arrow] ?? arrow;
  let moves = 0;
  let before = (await page.evaluate(look))?.id;
  const seen = new Set([before]);
  for (; moves < ITEMS_LIMIT; moves += 1) {
    await page.keyboard.press(arrow);
    const now = (await page.evaluate(look))?.id;
    if (now === before || seen.has(now)) break;
    before = now;
    seen.add(now);
  }
  // Rows that go round are where they began already.
  for (let move = 0; move < moves; move += 1) {
    if ((await page.evaluate(look))?.id === [...seen][0]) break;
    await page.keyboard.press(opposite);
  }
}

type Notes = {
  names: WeakMap<Element, string>;
  stops: Set<Element>;
  reached: Set<Element>;
  looks: Map<Element, string>;
  unseen: Set<string>;
  lookOf: (element: Element) => string;
  nameOf: (element: Element) => string;
};
declare global {
  var walked: Notes;
}

/** In the page: notes what there is, how it looks without the focus, and begins above all of it. */
function note(): void {
  const dialogs = [...document.querySelectorAll("[role=dialog], [role=alertdialog]")].filter((dialog) =>
    dialog.checkVisibility(),
  );
  const root = dialogs.at(-1) ?? document.body;
  const lookOf = (element: Element) => {
    const parts = [element, element.parentElement, element.parentElement?.parentElement];
    const styles = parts.flatMap((part) =>
      part ? [getComputedStyle(part), getComputedStyle(part, "::after")] : [],
    );
    return styles
      .map(({ outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor }) =>
        [
          outlineStyle === "none" ? "" : outlineStyle + outlineWidth + outlineColor,
          boxShadow,
          borderColor,
          backgroundColor,
        ].join(),
      )
      .join("|");
  };
  let count = 0;
  const names = new WeakMap<Element, string>();
  const nameOf = (element: Element) => {
    const known = names.get(element);
    if (known !== undefined) return known;
    const words = element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40);
    const name = `${++count} ${element.getAttribute("role") ?? element.localName} “${words}” ${element.id || (element.getAttribute("name") ?? "")}`;
    names.set(element, name);
    return name;
  };
  const active = document.activeElement;
  if (active instanceof HTMLElement) active.blur();
  const found = root.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [contenteditable=true], [tabindex], [role=tab], [role=treeitem], [role=option], [role=menuitem], [role=switch], [role=checkbox], [role=radio], [role=slider]",
  );
  const stops = [...found].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      // What a mouse does in a row, a tab or a line, keys do there: the journeys of these parts show how.
      !(
        element.matches("[tabindex='-1']") &&
        (element.closest("[role=tree], [role=tablist], [role=row], [data-testid=diff-view]") !== null ||
          !element.matches(
            "a[href], button, input:not([type=file]), select, textarea, [role=tab], [role=treeitem], [role=option], [role=menuitem], [role=switch], [role=checkbox], [role=radio]",
          ))
      ) &&
      !element.matches(
        ":disabled, [aria-disabled=true], [inert] *, [aria-hidden=true], [aria-hidden=true] *",
      ) &&
      element.closest("[data-sonner-toaster], .cm-editor, .xterm") === null,
  );
  globalThis.walked = {
    names,
    stops: new Set(stops),
    reached: new Set(),
    looks: new Map(stops.map((stop) => [stop, lookOf(stop)])),
    unseen: new Set(),
    lookOf,
    nameOf,
  };
  if (root !== document.body) {
    if (active instanceof HTMLElement) active.focus();
  } else {
    // Tab goes on from where the focus was last: from the top, then.
    const top = document.createElement("span");
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
  }
}

/** In the page: where the focus is now. */
function look(): Stop {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const { reached, looks, unseen, lookOf, nameOf } = globalThis.walked;
  const pointed = focused.getAttribute("aria-activedescendant");
  const item = (pointed !== null && document.getElementById(pointed)) || focused;
  reached.add(item);
  reached.add(focused);
  const text = focused.closest(".xterm, .cm-editor");
  const before = looks.get(focused);
  // A text shows its cursor.
  if (before !== undefined && !text && lookOf(focused) === before && item === focused)
    unseen.add(nameOf(focused));
  // Of a group of radio buttons Tab finds the one that is set; the browser's arrows choose another.
  const group = focused.closest("[role=radiogroup], fieldset");
  if (focused.matches("[type=radio], [role=radio]") && group)
    for (const radio of group.querySelectorAll("[type=radio], [role=radio]")) reached.add(radio);
  const part = item.closest("[role=tree], [role=tablist], [role=listbox], [role=menu]");
  const isRow =
    part?.getAttribute("aria-orientation") === "horizontal" || part?.getAttribute("role") === "tablist";
  return {
    id: nameOf(item),
    arrows: part === null ? null : isRow ? "ArrowRight" : "ArrowDown",
    keepsTab: text !== null && !focused.matches("input, button"),
  };
}

/** In the page: what was not reached, without what has gone meanwhile. */
function report(): { missed: string[]; unseen: string[] } {
  const { stops, reached, unseen, nameOf } = globalThis.walked;
  const missed = [...stops].filter(
    (stop) => !reached.has(stop) && stop.isConnected && stop.checkVisibility({ visibilityProperty: true }),
  );
  return { missed: missed.map(nameOf), unseen: [...unseen] };
}
