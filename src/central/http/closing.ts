import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long requests under way may take to end before their connections are cut. */
const LAST_REQUESTS_MS = 5000;

/**
 * Ends promptly: requests under way are answered, connections on which nothing is under way are cut. (Node's own
 * `closeIdleConnections` leaves those that have not carried a request yet, which a browser and fetch open ahead of need.)
 */
export function closePromptly(app: FastifyInstance, release: () => void): void {
  const quiet = new Set<Socket>();
  let closing = false;
  app.server.on('connection', (socket) => {
    quiet.add(socket);
    socket.once('close', () => { quiet.delete(socket); });
  });
  app.server.prependListener('request', (request, response) => {
    const { socket } = request;
    quiet.delete(socket);
    response.once('close', () => {
      if (closing) socket.end();
      else if (!socket.destroyed) quiet.add(socket);
    });
  });
  let impatience: NodeJS.Timeout | undefined;
  app.addHook('preClose', () => {
    closing = true;
    release();
    for (const socket of quiet) socket.destroy();
    impatience = setTimeout(() => { app.server.closeAllConnections(); }, LAST_REQUESTS_MS);
  });
  app.addHook('onClose', () => { clearTimeout(impatience); });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (closing) reply.header('connection', 'close');
    return payload;
  });
}
