/** Desks that are signed in at a test's centre, each on a line that the test can cut; closed, and free of bugs, after each test. */
import { afterEach, expect } from 'vitest';
import { signInAnswerSchema, type PushRequest } from '#contract/wire.ts';
import type { TestCentre } from '../../../src/central/testing/centre.ts';
import { PASSPHRASE, type PersonName } from '../../../src/central/testing/council.ts';
import { signIn } from '../../../src/central/testing/desk.ts';
import { openTestDesk, removeFolder, temporaryFolder, type TestDesk } from '../../fixtures/test-desk.ts';

interface Line {
  down: boolean;
  /** Alters what a desk sends up. */
  push: ((body: PushRequest) => PushRequest) | null;
}
export interface WiredDesk { desk: TestDesk; line: Line; folder: string }
/** `known` is what the desk is told of the centre's commands. */
export interface WiredOptions { folder?: string; device?: string; known?: Record<string, number> }

/** What opens them, each with all that the centre has. */
export function wiredDesks(centre: () => TestCentre): (name: PersonName, options?: WiredOptions) => Promise<WiredDesk> {
  const desks: TestDesk[] = [];
  const folders = new Set<string>();
  let drawn = 0;
  afterEach(async () => {
    const open = desks.splice(0);
    for (const desk of open) await desk.close();
    folders.forEach(removeFolder);
    folders.clear();
    expect(open.flatMap(({ bugs }) => bugs)).toEqual([]);
  });
  return async (name, options = {}) => {
    drawn += 1;
    const { folder = temporaryFolder(), device = `device-${String(drawn)}-of-${name}`, known } = options;
    const line: Line = { down: false, push: null };
    folders.add(folder);
    const { base, clock } = centre();
    const answer = signInAnswerSchema.parse(await (await signIn(base, name, PASSPHRASE, device)).json());
    const opened = await openTestDesk({
      folder, deviceId: device, signIn: known === undefined ? answer : { ...answer, commands: known }, now: () => clock.now, centralUrl: base,
      fetch: (input, init) => {
        if (line.down) return Promise.reject(new TypeError('fetch failed'));
        const altered = line.push !== null && new URL(input as URL).pathname === '/v1/push'
          ? { ...init, body: JSON.stringify(line.push(JSON.parse(init?.body as string) as PushRequest)) } : init;
        return fetch(input, altered);
      },
    });
    if (!opened.ok) throw new Error(opened.failure.sentence);
    desks.push(opened.value);
    await opened.value.saved();
    return { desk: opened.value, line, folder };
  };
}
