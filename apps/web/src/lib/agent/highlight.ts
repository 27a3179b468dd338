import { common, createLowlight } from "lowlight";

const lowlight = createLowlight(common);

/** A piece of code with the classes that say what it is. */
export type CodePiece = { readonly text: string; readonly kind: string };

/** Longer code is shown as it is: colours are not worth a page that stands still. */
const LIMIT_CHARACTERS = 60_000;

type Node = {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
  readonly properties?: { readonly className?: unknown };
};

/** Code in pieces, in its language where that is known here. */
export function highlight(code: string, language: string): readonly CodePiece[] | undefined {
  if (code.length > LIMIT_CHARACTERS || !lowlight.registered(language)) return undefined;
  const pieces: CodePiece[] = [];
  const walk = (node: Node, kind: string) => {
    if (node.type === "text") pieces.push({ text: node.value ?? "", kind });
    const own = node.properties?.className;
    for (const child of node.children ?? [])
      walk(child, Array.isArray(own) ? String(own[0]).replace("hljs-", "") : kind);
  };
  walk(lowlight.highlight(language, code), "");
  return pieces;
}
