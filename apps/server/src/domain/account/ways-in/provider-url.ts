/** Whether an address stays on this machine, where nobody listens in. */
export const isLoopbackUrl = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
