// Stands between a service and its database, so that the database can be away: every connection is reset and new ones are refused until it is back.

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface DatabaseProxy {
  /** The database through the proxy. */
  url: string;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;

  async function listen(on: number): Promise<Server> {
    const made = createServer({ noDelay: true }, join);
    made.listen(on, '127.0.0.1');
    await once(made, 'listening');
    return made;
  }

  function join(near: Socket): void {
    const far = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  }

  async function goAway(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.resetAndDestroy();
    await closed;
  }

  return {
    url: url.href,
    goAway,
    comeBack: async () => {
      if (!server.listening) server = await listen(port);
    },
    close: goAway,
  };
}
