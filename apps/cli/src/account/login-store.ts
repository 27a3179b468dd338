import { mkdir, open, readFile, rename, stat, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A login at one server, as it is kept on disk. */
export type Login = {
  readonly server: string;
  readonly email: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
};

type File = { readonly logins: readonly Login[] };

/** A refresh takes far less; a lock older than this was left by a process that was killed. */
const LOCK_STALE_MS = 15_000;
const LOCK_RETRY_MS = 25;

/** Logins by server, in one file that only its owner can read. */
export class LoginStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async read(server: string): Promise<Login | undefined> {
    return (await this.#readFile()).logins.find((login) => login.server === server);
  }

  async save(login: Login): Promise<void> {
    await this.locked(() => this.#replace(login.server, login));
  }

  async remove(server: string): Promise<void> {
    await this.locked(() => this.#replace(server, undefined));
  }

  /**
   * Renews a login, one process at a time: a refresh token is good once, and using it twice ends the whole
   * login. Whoever comes second finds the first one's result. Nothing comes back when there is no login.
   */
  async renew(
    server: string,
    known: string,
    refresh: (login: Login) => Promise<Login | undefined>,
  ): Promise<Login | undefined> {
    return this.locked(async () => {
      const login = await this.read(server);
      if (!login || login.accessToken !== known) return login;
      const renewed = await refresh(login);
      await this.#replace(server, renewed);
      return renewed;
    });
  }

  async locked<T>(work: () => Promise<T>): Promise<T> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const lockPath = `${this.#path}.lock`;
    for (;;) {
      try {
        const lock = await open(lockPath, "wx", 0o600);
        await lock.close();
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
        const age = await stat(lockPath).then(
          ({ mtimeMs }) => Date.now() - mtimeMs,
          () => 0,
        );
        if (age > LOCK_STALE_MS) await unlink(lockPath).catch(() => undefined);
        else await delay(LOCK_RETRY_MS);
      }
    }
    try {
      return await work();
    } finally {
      await unlink(lockPath).catch(() => undefined);
    }
  }

  async #readFile(): Promise<File> {
    try {
      const file = JSON.parse(await readFile(this.#path, "utf8")) as Partial<File>;
      return { logins: Array.isArray(file.logins) ? file.logins : [] };
    } catch {
      return { logins: [] }; // missing or spoiled: signing in again writes it anew
    }
  }

  async #replace(server: string, login: Login | undefined): Promise<void> {
    const others = (await this.#readFile()).logins.filter((other) => other.server !== server);
    const temporary = `${this.#path}.${process.pid}.tmp`;
    await writeFile(
      temporary,
      `${JSON.stringify({ logins: login ? [...others, login] : others }, undefined, 2)}\n`,
      { mode: 0o600 },
    );
    await rename(temporary, this.#path);
  }
}
