import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildServer, type ServerOptions } from '../http/server.ts';
import { localAccounts } from '../identity/local-accounts.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { NOW, seedCouncil } from './council.ts';
import type { OpenTestStore, TestStore } from './stores.ts';

export interface TestCentre {
  base: string;
  store: CentralStore;
  app: FastifyInstance;
  test: TestStore;
  /** The centre's clock, set by hand. */
  clock: { now: number };
  close: () => Promise<void>;
}

/** A centre over a store of its own with the small council, listening on a port of its own. */
export async function startTestCentre(open: OpenTestStore, options: Partial<ServerOptions> = {}): Promise<TestCentre> {
  const test = await open();
  await seedCouncil(test.store);
  const clock = { now: NOW };
  const read = (): number => clock.now;
  const app = await buildServer({ store: test.store, identity: localAccounts(test.store, read), councilName: 'Harrowmere', clock: read, ...options });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${String(port)}`, store: test.store, app, test, clock,
    close: async () => {
      await app.close();
      await test.discard();
    },
  };
}
