/** What is said of sessions and of making them. */
export const sessionsStrings = {
  sessions: {
    title: "Sessions",
    waiting: "Waiting for you",
    running: "Running",
    idle: "Idle",
    kinds: { terminal: "Terminal", agent: "Agent", editor: "Editor" },
    ended: "Ended",
    newTerminal: "New terminal",
    filter: "Filter sessions",
    noMatch: (filter: string) => `No session matches “${filter}”.`,
    emptyTitle: "No sessions yet",
    emptyText:
      "A terminal or an agent started here goes on, and keeps every byte, when you close the tab or lose the connection.",
    emptyCli: "or from a shell",
    emptyCommand: "dispatch new terminal",
    failed: "The sessions could not be loaded",
    attached: (count: number) => `${count} attached`,
    actions: (title: string) => `Actions for ${title}`,
    lastActivity: "Last activity",
    renameLabel: "Session title",
  },

  create: {
    title: "New terminal",
    lead: "Everything is optional.",
    name: "Title",
    namePlaceholder: "Named after the shell",
    shell: "Shell",
    shellPlaceholder: "Your login shell",
    shellHint: "A path, or a name such as zsh or htop.",
    folder: "Folder",
    folderPlaceholder: "Your workspace",
    folderHint: "Absolute, or inside your workspace.",
    submit: "Start terminal",
  },
};
