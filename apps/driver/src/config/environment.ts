/** What the runner made for the session: the agent and its programs get it too. */
export const environment = process.env as Readonly<Record<string, string>>;
