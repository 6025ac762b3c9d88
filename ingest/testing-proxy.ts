import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happens to one connection; without any, it is passed on as it is. */
export interface Fault {
  /** After so many bytes, in both directions together. */
  after_bytes: number;
  /** `reset`: RST to both sides; `truncate`: the client sees an orderly end in the middle. */
  end: 'reset' | 'truncate';
  /** Each chunk waits so long. */
  delay_ms: number;
}

export interface Proxy {
  readonly url: string;
  /** How many connections have met a fault. */
  readonly faults: number;
  /** While closed, connections are refused. */
  open: boolean;
  close(): Promise<void>;
}

/** A TCP proxy in front of a server, which treats each connection as `faultOf` says. */
export async function openProxy(
  target: string,
  faultOf: (connection: number) => Fault | undefined = () => undefined,
): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let connections = 0;
  let faults = 0;
  const proxy = { open: true };

  const server = createServer((client) => {
    if (!proxy.open) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    const fault = faultOf(connections++);
    let left = fault?.after_bytes ?? Infinity;
    const watch = (isAnswer: boolean) =>
      new Transform({
        async transform(chunk: Buffer, _encoding, done) {
          if (fault && fault.delay_ms > 0) await sleep(fault.delay_ms);
          left -= chunk.length;
          if (left > 0 || !fault) return done(null, chunk);
          faults += 1;
          const part = chunk.subarray(0, Math.max(0, chunk.length + left));
          if (fault.end === 'truncate') {
            client.end(isAnswer ? part : Buffer.alloc(0));
            upstream.destroy();
          } else {
            client.resetAndDestroy();
            upstream.resetAndDestroy();
          }
        },
      });
    client.pipe(watch(false)).pipe(upstream);
    upstream.pipe(watch(true)).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    get faults() {
      return faults;
    },
    get open() {
      return proxy.open;
    },
    set open(value) {
      proxy.open = value;
      if (!value) for (const socket of sockets) socket.resetAndDestroy();
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
