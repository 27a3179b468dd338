/** What is said of the app itself: installed, newer, or without its server. */
export const pwaStrings = {
  updateReady: "A new version is ready",
  updateText: "Reload when it suits you. What runs in sessions goes on.",
  reload: "Reload",
  awayTitle: "No connection",
  awayOffline: "This device is offline. What runs on the server goes on.",
  awayServer: "The server does not answer. Check that it runs and that this device can reach it.",
  awayText: "This page goes on by itself as soon as the connection is back.",
  installTitle: "Install as an app",
  installLead: "In a window of its own, among your other programs.",
  install: "Install",
};
