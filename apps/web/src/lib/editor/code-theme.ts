import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

// The colours are variables of the page, so one theme serves in every light.
const look = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--surface)", color: "var(--foreground)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { caretColor: "var(--foreground)", paddingBlock: "6px" },
  ".cm-cursor, .cm-dropCursor": {
    borderInlineStartColor: "var(--foreground)",
    borderInlineStartWidth: "2px",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in oklch, var(--accent) 26%, transparent)",
  },
  ".cm-gutters": {
    backgroundColor: "var(--surface)",
    color: "var(--muted)",
    border: "none",
    paddingInlineEnd: "4px",
  },
  ".cm-lineNumbers .cm-gutterElement": { paddingInline: "12px 6px", minWidth: "3.2em" },
  ".cm-activeLine": { backgroundColor: "color-mix(in oklch, var(--foreground) 4%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--foreground)" },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--hover)",
    border: "1px solid var(--line)",
    color: "var(--muted)",
    paddingInline: "6px",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in oklch, var(--accent) 18%, transparent)",
    outline: "1px solid color-mix(in oklch, var(--accent) 45%, transparent)",
  },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in oklch, var(--good-dot) 22%, transparent)" },
  ".cm-searchMatch": {
    backgroundColor: "color-mix(in oklch, var(--warn-dot) 34%, transparent)",
    outline: "1px solid color-mix(in oklch, var(--warn-dot) 60%, transparent)",
  },
  ".cm-searchMatch-selected": { backgroundColor: "color-mix(in oklch, var(--warn-dot) 62%, transparent)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--foreground)",
    border: "1px solid var(--line)",
    borderRadius: "8px",
    boxShadow: "var(--shadow)",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent-soft)",
    color: "var(--foreground)",
  },
  ".cm-panels": { backgroundColor: "var(--background)", color: "var(--foreground)", zIndex: "5" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--line)" },
});

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.controlKeyword],
    color: "var(--code-keyword)",
  },
  { tag: [tags.string, tags.regexp, tags.special(tags.string), tags.inserted], color: "var(--good)" },
  {
    tag: [
      tags.number,
      tags.bool,
      tags.null,
      tags.atom,
      tags.escape,
      tags.attributeName,
      tags.constant(tags.name),
    ],
    color: "var(--warn)",
  },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.typeName,
      tags.className,
      tags.tagName,
      tags.definition(tags.propertyName),
      tags.url,
    ],
    color: "var(--accent)",
  },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], color: "var(--muted)" },
  { tag: [tags.deleted, tags.invalid], color: "var(--bad)" },
  { tag: tags.heading, color: "var(--accent)", fontWeight: "600" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.link, color: "var(--accent)", textDecoration: "underline" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
]);

/** The looks of code, in the colours of the page. */
export const codeTheme = [look, syntaxHighlighting(colours)];
