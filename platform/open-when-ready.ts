// Something that has to connect before it can be used, and that remembers for good when it could not: it is thrown away then and opened anew.

export interface Connecting {
  /** Rejects, from then on each time, when the connection could not be made. */
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

export interface Opened<T> {
  /** Rejects when it cannot be opened now; the next call tries again. */
  get(): Promise<T>;
  close(): Promise<void>;
}

export function openWhenReady<T extends Connecting>(open: () => T): Opened<T> {
  let current: Promise<T> | undefined;

  async function attempt(): Promise<T> {
    const opened = open();
    try {
      await opened.waitUntilReady();
      return opened;
    } catch (error) {
      current = undefined;
      await opened.close().catch(() => undefined);
      throw error;
    }
  }

  return {
    get: () => (current ??= attempt()),
    close: async () => {
      const opened = await current?.catch(() => undefined);
      await opened?.close();
    },
  };
}

/** For what connects by itself, sooner or later. */
export function openedAtOnce<T extends Pick<Connecting, 'close'>>(opened: T): Opened<T> {
  return { get: () => Promise.resolve(opened), close: () => opened.close() };
}
