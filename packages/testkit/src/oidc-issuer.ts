import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

export type OidcPerson = {
  readonly sub: string;
  readonly email?: string;
  readonly verified?: boolean;
  readonly name?: string;
};

export const OIDC_CLIENT = { id: "dispatch", secret: "a secret between the two of them" };

/** A real OpenID Connect provider on loopback, with its pages for signing in and for consent. Any password will do. */
export class OidcIssuer implements AsyncDisposable {
  readonly url: string;
  readonly people = new Map<string, OidcPerson>();
  /** Answers nothing but that it has trouble. */
  away = false;
  readonly #server: Server;

  private constructor(url: string, server: Server) {
    this.url = url;
    this.#server = server;
  }

  static async open(redirectUris: readonly string[]): Promise<OidcIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const it = new OidcIssuer(url, server);
    const answer = quietly(() => new Provider(url, it.#configuration(redirectUris))).callback();
    server.on("request", (request, response) => {
      if (it.away) response.writeHead(503).end();
      else void answer(request, response);
    });
    return it;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #configuration(redirectUris: readonly string[]): Configuration {
    return {
      clients: [
        {
          client_id: OIDC_CLIENT.id,
          client_secret: OIDC_CLIENT.secret,
          redirect_uris: [...redirectUris],
          grant_types: ["authorization_code"],
          response_types: ["code"],
        },
      ],
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      ttl: {
        AccessToken: TTL,
        AuthorizationCode: TTL,
        Grant: TTL,
        IdToken: TTL,
        Interaction: TTL,
        Session: TTL,
      },
      pkce: { required: () => true },
      cookies: { keys: ["kept by nobody"] },
      features: { devInteractions: { enabled: true } },
      // Whoever is named on its sign-in page is that person; others exist without an e-mail address.
      findAccount: (_context, id) => {
        const { email, verified = true, name } = this.people.get(id) ?? { sub: id };
        return {
          accountId: id,
          claims: () => ({
            sub: id,
            ...(email === undefined ? {} : { email, email_verified: verified }),
            ...(name === undefined ? {} : { name }),
          }),
        };
      },
    };
  }
}

const TTL = 600;

/** It warns about what is right for a test: keys and sessions that are gone afterwards. */
function quietly<T>(work: () => T): T {
  const { warn, info } = console;
  Object.assign(console, { warn: () => undefined, info: () => undefined });
  try {
    return work();
  } finally {
    Object.assign(console, { warn, info });
  }
}
