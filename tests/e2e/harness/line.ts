/** A desk’s own line to the centre, which can be cut and mended while others’ stay up. */
import net from 'node:net';

export class Line {
  readonly #sockets = new Set<net.Socket>();
  readonly #server: net.Server;
  #up = true;

  constructor(to: () => number) {
    this.#server = net.createServer((socket) => {
      if (!this.#up) {
        socket.destroy();
        return;
      }
      const onward = net.connect(to(), '127.0.0.1');
      for (const one of [socket, onward]) {
        this.#sockets.add(one);
        one.on('error', () => { one.destroy(); });
        one.on('close', () => {
          this.#sockets.delete(one);
          socket.destroy();
          onward.destroy();
        });
      }
      socket.pipe(onward).pipe(socket);
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => { this.#server.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${String((this.#server.address() as net.AddressInfo).port)}`;
  }

  cut(): void {
    this.#up = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#up = true;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
