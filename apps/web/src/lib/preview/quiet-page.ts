/** What the page may do, besides what its frame forbids: be looked at. */
const POLICY =
  "default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

const REMOVED =
  "script, link, base, iframe, frame, frameset, object, embed, meta[http-equiv], animate[attributeName$=href], set[attributeName$=href]";
const FETCHED =
  /^(src|srcset|imagesrcset|poster|data|background|href|xlink:href|action|formaction|ping|on.*)$/i;

/**
 * A page that is only looked at. Its frame runs no script and its policy lets nothing be fetched; what is taken out here is
 * what browsers do beside both: they look up and dial the hosts that a page names, and leave it for where its links lead.
 */
export function quietPage(text: string): string {
  const page = new DOMParser().parseFromString(text, "text/html");
  quiet(page);
  // The policy stands before all that somebody else wrote, and nothing after it can take it back.
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}">${page.documentElement.outerHTML}`;
}

function quiet(root: Document | DocumentFragment) {
  for (const element of root.querySelectorAll(REMOVED)) element.remove();
  for (const element of root.querySelectorAll("*")) {
    if (element instanceof HTMLTemplateElement) quiet(element.content);
    for (const { name, value } of [...element.attributes]) {
      if (!FETCHED.test(name) || value.startsWith("#")) continue;
      const isPicture =
        /^(src|poster|href|xlink:href)$/i.test(name) && /^data:(image|audio|video)\//i.test(value);
      if (isPicture && !/^(a|area)$/i.test(element.localName)) continue;
      element.removeAttribute(name);
      // Where it leads can be read.
      if (name === "href" && !element.hasAttribute("title")) element.setAttribute("title", value);
    }
  }
}
