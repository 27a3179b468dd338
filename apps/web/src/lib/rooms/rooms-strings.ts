/** What is said around the rooms: ways between them, the connection, addresses that lead nowhere. */
export const roomsStrings = {
  nav: {
    sessions: "Sessions",
    people: "People",
    providers: "Sign-in providers",
    identities: "Git identities",
    settings: "Settings",
    account: "Account",
    skip: "Skip to content",
  },

  connection: {
    connecting: "Connecting",
    online: "Connected",
    offline: "Reconnecting",
    refused: "Not connected",
    latency: (ms: number) => `${ms} ms`,
    lost: "Connection lost – your session goes on. Reconnecting…",
    lostList: "Connection lost – your sessions go on. Reconnecting…",
    away: "Disconnected",
    back: "Connected again",
    refusedDetail: "The server refused the connection. Reload the page to sign in again.",
    reload: "Reload",
  },

  notFound: {
    title: "There is nothing here",
    text: "The address may be mistyped, or what it led to is gone.",
    home: "Go to your sessions",
    failedTitle: "Something went wrong",
  },
};
