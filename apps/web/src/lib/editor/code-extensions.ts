import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  crosshairCursor,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import { strings } from "#lib/strings.ts";
import { changeMarks } from "./change-marks.ts";
import { codeTheme } from "./code-theme.ts";
import type { Indentation } from "./indentation.ts";
import { keepLineEnds, type LineEnds } from "./line-ends.ts";

/** What every view on code has, whether it can be typed into or not. */
export const codeBasics = (ends: LineEnds): Extension => [
  keepLineEnds(ends),
  lineNumbers(),
  highlightSpecialChars(),
  drawSelection(),
  EditorState.allowMultipleSelections.of(true),
  EditorState.phrases.of(strings.editor.phrases),
  codeTheme,
];

type Setup = { readonly path: string; readonly ends: LineEnds; readonly indentation: Indentation };

/** An editor with all its tools, but for its language and what people may set. */
export const codeTools = ({ path, ends, indentation }: Setup): Extension => [
  codeBasics(ends),
  highlightActiveLineGutter(),
  history(),
  foldGutter({ openText: "⌄", closedText: "›" }),
  dropCursor(),
  indentUnit.of(indentation.unit),
  EditorState.tabSize.of(indentation.width),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ icons: false }),
  rectangularSelection(),
  crosshairCursor(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  search({ top: true }),
  changeMarks,
  EditorView.contentAttributes.of({ "aria-label": strings.editor.textOf(path) }),
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    // Escape, then Tab, leaves the text: the editor sees to that itself.
    indentWithTab,
  ]),
];
