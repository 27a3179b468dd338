// A static app: every page is drawn in the browser from the one index.html that the server sends.
export const ssr = false;
export const prerender = false;
