/** PouchDB's HTTP server as a process of its own: `server.ts FOLDER` prints its port once it listens. */
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { fromPouchFolder, type PouchClass } from './provision.ts';

type App = RequestListener & { use: (handler: unknown) => void };

const folder = process.argv[2];
if (folder === undefined) throw new Error('no folder');
const app = (fromPouchFolder('express') as () => App)();
const pouchServer = fromPouchFolder('express-pouchdb') as (pouch: PouchClass, how: { mode: string; inMemoryConfig: boolean }) => unknown;
app.use(pouchServer((fromPouchFolder('pouchdb-node') as PouchClass).defaults({ prefix: folder }), { mode: 'minimumForPouchDB', inMemoryConfig: true }));
const server = createServer(app).listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
});
