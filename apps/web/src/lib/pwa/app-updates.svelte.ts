type Worker = Pick<ServiceWorker, "state" | "postMessage" | "addEventListener">;
type Registration = Pick<ServiceWorkerRegistration, "update" | "addEventListener"> & {
  readonly waiting: Worker | null;
  readonly installing: Worker | null;
};
type Container = Pick<EventTarget, "addEventListener"> & {
  readonly controller: Worker | null;
  readonly register: (
    url: string,
    options: { scope: string; updateViaCache: "none" },
  ) => Promise<Registration>;
};
type Needs = {
  /** Browsers have none where the page does not come by HTTPS or from this machine. */
  readonly container: Container | undefined;
  readonly reload: () => void;
};

/** A page that is looked at again and again asks no more often than this. */
const CHECK_EVERY_MS = 60_000;

/** Has the browser keep the app, and learns when the server has a newer one. Nothing is ever reloaded unasked. */
export class AppUpdates {
  readonly #needs: Needs;
  #registration: Registration | undefined;
  #checkedAt = 0;
  isReady = $state(false);

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** `mount` is where the server is found. */
  begin = async (mount: string) => {
    const { container } = this.#needs;
    const home = mount.endsWith("/") ? mount : `${mount}/`;
    if (!container) return;
    let isFirst = container.controller === null;
    container.addEventListener("controllerchange", () => {
      // Another window took the new version over, or this is the first there ever was.
      if (!isFirst) this.isReady = true;
      isFirst = false;
    });
    try {
      const registration = await container.register(`${home}service-worker.js`, {
        scope: home,
        updateViaCache: "none",
      });
      this.#registration = registration;
      this.#checkedAt = Date.now();
      if (registration.waiting && container.controller) this.isReady = true;
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker?.addEventListener("statechange", () => {
          if (worker.state === "installed" && container.controller) this.isReady = true;
        });
      });
    } catch {
      // The browser keeps nothing, as in a private window: the app then needs its connection.
    }
  };

  /** Asks the server for a newer version, not more often than it is worth. */
  check = async (now = Date.now()) => {
    if (now - this.#checkedAt < CHECK_EVERY_MS) return;
    this.#checkedAt = now;
    try {
      await this.#registration?.update();
    } catch {
      // The server is away; it is asked again later.
    }
  };

  /** Goes over to the new version in this window. Others are told, and go over when they are reloaded. */
  apply = () => {
    const waiting = this.#registration?.waiting;
    if (!waiting) return this.#needs.reload();
    this.#needs.container?.addEventListener("controllerchange", this.#needs.reload);
    waiting.postMessage("take over");
  };
}
