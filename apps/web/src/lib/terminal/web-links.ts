import { WebLinksAddon } from "@xterm/addon-web-links";
import type { ILinkHandler } from "@xterm/xterm";

/** Addresses of the web in the output, also those behind other words (OSC 8), which are told before they are followed. */
export function webLinks(onPointed: (target: string | undefined) => void): {
  readonly addon: WebLinksAddon;
  readonly handler: ILinkHandler;
} {
  const open = (_event: MouseEvent, uri: string) => void window.open(uri, "_blank", "noopener,noreferrer");
  const pointing = {
    hover: (_event: MouseEvent, uri: string) => onPointed(uri),
    leave: () => onPointed(undefined),
  };
  return {
    addon: new WebLinksAddon(open, pointing),
    handler: { ...pointing, activate: open, allowNonHttpProtocols: false },
  };
}

/** The folder of `OSC 7 ; file://machine/folder`, with which shells say where they are. */
export function folderFrom(data: string): string | undefined {
  const path = /^file:\/\/[^/]*(\/.*)$/s.exec(data)?.[1];
  if (path === undefined) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // no address: the program wrote something else
  }
}
