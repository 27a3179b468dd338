import {
  LanguageDescription,
  LanguageSupport,
  StreamLanguage,
  type StreamParser,
} from "@codemirror/language";

type Row = {
  readonly name: string;
  /** What it is called in fenced blocks of Markdown, besides its name and endings. */
  readonly alias?: readonly string[];
  readonly endings?: readonly string[];
  readonly filename?: RegExp;
  readonly load: () => Promise<LanguageSupport>;
};

const javascript = (options: { jsx?: boolean; typescript?: boolean }) => async () =>
  (await import("@codemirror/lang-javascript")).javascript(options);
const html = async () => (await import("@codemirror/lang-html")).html();
const stream = (parser: StreamParser<unknown>) => new LanguageSupport(StreamLanguage.define(parser));

/** Each is fetched when the first such file is opened. */
const rows: readonly Row[] = [
  {
    name: "TypeScript",
    alias: ["ts"],
    endings: ["ts", "mts", "cts"],
    load: javascript({ typescript: true }),
  },
  { name: "TypeScript JSX", endings: ["tsx"], load: javascript({ typescript: true, jsx: true }) },
  {
    name: "JavaScript",
    alias: ["js"],
    endings: ["js", "mjs", "cjs", "jsx"],
    load: javascript({ jsx: true }),
  },
  {
    name: "JSON",
    endings: ["json", "jsonc", "json5", "webmanifest"],
    filename: /^\.(prettierrc|babelrc|eslintrc)$/,
    load: async () => (await import("@codemirror/lang-json")).json(),
  },
  {
    name: "Python",
    alias: ["py"],
    endings: ["py", "pyi"],
    load: async () => (await import("@codemirror/lang-python")).python(),
  },
  {
    name: "Go",
    alias: ["golang"],
    endings: ["go"],
    load: async () => (await import("@codemirror/lang-go")).go(),
  },
  { name: "Rust", endings: ["rs"], load: async () => (await import("@codemirror/lang-rust")).rust() },
  { name: "HTML", endings: ["html", "htm", "xhtml"], load: html },
  { name: "XML", endings: ["xml", "svg", "plist"], load: html },
  // Markup, scripts and styles are told apart in these; what is their own is shown as text.
  { name: "Svelte", endings: ["svelte"], load: html },
  { name: "Vue", endings: ["vue"], load: html },
  {
    name: "CSS",
    endings: ["css", "scss", "less"],
    load: async () => (await import("@codemirror/lang-css")).css(),
  },
  {
    name: "Markdown",
    endings: ["md", "mdx", "markdown"],
    load: async () => {
      const { markdown, markdownLanguage } = await import("@codemirror/lang-markdown");
      return markdown({ base: markdownLanguage, codeLanguages: [...languages] });
    },
  },
  {
    name: "YAML",
    endings: ["yaml", "yml"],
    load: async () => (await import("@codemirror/lang-yaml")).yaml(),
  },
  { name: "SQL", endings: ["sql"], load: async () => (await import("@codemirror/lang-sql")).sql() },
  {
    name: "Shell",
    alias: ["console", "sh", "shellscript"],
    endings: ["sh", "bash", "zsh", "ksh"],
    filename: /^\.(bashrc|zshrc|profile|bash_profile)$/,
    load: async () => stream((await import("@codemirror/legacy-modes/mode/shell")).shell),
  },
  {
    name: "TOML",
    endings: ["toml"],
    filename: /^(Cargo|poetry|uv)\.lock$/,
    load: async () => stream((await import("@codemirror/legacy-modes/mode/toml")).toml),
  },
  {
    name: "INI",
    endings: ["ini", "conf", "properties", "service"],
    filename: /^\.(env(\..*)?|gitconfig|editorconfig|npmrc)$/,
    load: async () => stream((await import("@codemirror/legacy-modes/mode/properties")).properties),
  },
  {
    name: "Dockerfile",
    filename: /^(Dockerfile|Containerfile)(\..*)?$/,
    load: async () => stream((await import("@codemirror/legacy-modes/mode/dockerfile")).dockerFile),
  },
];

const languages = rows.map(({ name, alias = [], endings = [], filename, load }) =>
  LanguageDescription.of({
    name,
    alias: [...alias],
    extensions: [...endings],
    ...(filename && { filename }),
    load,
  }),
);

/** The language of a file by its name; undefined: plain text. */
export function languageOf(path: string): LanguageDescription | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    LanguageDescription.matchFilename(languages, name) ??
    LanguageDescription.matchFilename(languages, name.toLowerCase()) ??
    undefined
  );
}
