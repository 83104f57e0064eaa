import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Balancer { url: string; close: () => Promise<void> }

/** One address before several centres: each new connection goes to the next of `ports`; one whose centre dies is cut. */
export async function openBalancer(ports: () => number[]): Promise<Balancer> {
  let turn = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const running = ports();
    const port = running[turn % Math.max(1, running.length)];
    turn += 1;
    if (port === undefined) {
      client.destroy();
      return;
    }
    const upstream = connect(port, '127.0.0.1');
    for (const [one, other] of [[client, upstream], [upstream, client]] as const) {
      open.add(one);
      one.on('error', () => { other.destroy(); });
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
