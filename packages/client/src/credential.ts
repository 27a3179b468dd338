/** A fixed token, or a function that is asked anew for every request and every reconnect. */
export type Token = string | (() => string | undefined | Promise<string | undefined>);

export type Credential = {
  /** Without a token the browser's cookie is the credential. */
  readonly token?: Token | undefined;
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Called when the server answers 401. Resolving to true means: renewed, try once more. */
  readonly onUnauthorized?: (() => boolean | void | Promise<boolean | void>) | undefined;
};

export const tokenNow = async (token: Token | undefined): Promise<string | undefined> =>
  typeof token === "function" ? await token() : token;

/** A 401 of these is their own answer ("wrong password"), not a lost login. */
const entryPath = /\/api\/auth\/(login|register|refresh|passkey)$/;

/** A fetch that carries the credential and tries once more after a renewal. */
export function authorizedFetch(credential: Credential): (request: Request) => Promise<Response> {
  const send = credential.fetch ?? ((request: Request) => fetch(request));
  const attempt = async (request: Request) => {
    const token = await tokenNow(credential.token);
    if (token !== undefined) request.headers.set("authorization", `Bearer ${token}`);
    return send(request);
  };
  return async (request) => {
    if (!credential.onUnauthorized || entryPath.test(new URL(request.url).pathname)) return attempt(request);
    const again = request.clone();
    const answer = await attempt(request);
    // A 401 is given before anything was done, so that repeating even a POST is safe.
    if (answer.status !== 401 || (await credential.onUnauthorized()) !== true) return answer;
    await answer.body?.cancel();
    return attempt(again);
  };
}
