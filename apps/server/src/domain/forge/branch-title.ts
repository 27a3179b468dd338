const TITLE_LIMIT_CHARACTERS = 250;

/** A commit's message as a title and a text. */
export function titleAndBody(message: string): { title: string; body: string } {
  const [title = "", ...rest] = message.trim().split(/\r?\n/);
  return { title: cut(title.trim()), body: rest.join("\n").trim() };
}

/** `fix/the-login_page` as a person would write it. */
export function titleOfBranch(branch: string): string {
  const words = branch.replace(/[-_/\s]+/g, " ").trim();
  return cut(words.charAt(0).toUpperCase() + words.slice(1)) || branch;
}

const cut = (text: string) =>
  text.length <= TITLE_LIMIT_CHARACTERS
    ? text
    : `${[...text].slice(0, TITLE_LIMIT_CHARACTERS - 1).join("")}…`;
