/** A borough's copy in two prepared parts: work begins with the first, and the second takes its place. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { put } from '#domain/records.ts';
import { asId } from '#domain/ids.ts';
import { startPreparing } from '../../../src/central/prepared/prepared-copies.ts';
import { startTestCentre } from '../../../src/central/testing/centre.ts';
import { residentNamed } from '../../../src/central/testing/council.ts';
import type { OpenTestStore } from '../../../src/central/testing/stores.ts';
import { removeFolder } from '../../fixtures/test-desk.ts';
import { ScopedDesk } from './scoped-desk.ts';

const DAY = 86_400_000;

export async function twoPreparedParts(openStore: OpenTestStore): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'casefront-parts-test-'));
  const store = await openStore();
  const faults: unknown[] = [];
  const copies = startPreparing(store.store, {
    folder, clock: () => centre.clock.now, onError: (error) => { faults.push(error); }, firstAfterMs: 3_600_000, everyMs: 3_600_000, fewestRows: 1, boroughRows: 1,
  });
  const centre = await startTestCentre(async () => store, { prepared: copies });
  const contactAt = (id: string, daysAgo: number, residentId: string | null) => put('contact', {
    id: asId(id), residentId, propertyId: null, caseId: null, serviceId: null, channel: 'walk-in', reason: 'information', outcome: 'logged',
    avoidable: null, furtherMatters: null, enquiry: null, note: `Note of ${id}`, staffId: asId('tom'), siteId: asId('hub'), startedAt: centre.clock.now - daysAgo * DAY, endedAt: null, externalReference: null,
  } as never);
  let desk: ScopedDesk | null = null;
  try {
    await centre.store.transaction((transaction) => transaction.write([
      contactAt('recent', 5, 'resident-1'), contactAt('older', 200, 'resident-1'),
      // At a site with nobody named: no part of what everybody sees.
      contactAt('of-the-site', 3, null), contactAt('older-of-the-site', 300, null),
    ]));
    await copies.look();
    expect(readdirSync(folder)).toHaveLength(2);

    const asked: string[] = [];
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => { open = resolve; });
    const one = desk = new ScopedDesk(centre, 'amina', 'device-of-a-borough');
    const files: string[] = [];
    one.line = async (at) => {
      asked.push(at);
      if (!/^\/v1\/prepared\/./.test(at)) return true;
      if (!files.includes(at)) files.push(at);
      // The second part is held back until the first has been looked at.
      if (files.length > 1) await gate;
      return true;
    };
    await one.open(true);
    const has = (id: string): boolean => one.held().some((row) => row.id === id);
    await one.desk.until(() => one.desk.status()?.partial === true && has('of-the-site') && files.length > 1, 'the people are here, and the rest is on its way');
    expect(has('recent')).toBe(true);
    expect(has('older')).toBe(false);
    expect(one.index().words).toContain('okafor');
    // What changes meanwhile is read by the part that is in use, and stands in the whole as well.
    await centre.store.transaction((transaction) => transaction.write([put('resident', { ...residentNamed('resident-2'), preferredName: 'Changed Meanwhile' })]));
    await one.desk.until(() => one.index().words.includes('meanwhile'), 'the change is here');

    // Longer than a request waits for its first byte: it is asked for again, and the rest does not come page by page.
    await new Promise((resolve) => { setTimeout(resolve, 5000); });
    const wentBack: number[] = [];
    open();
    await one.desk.until(() => {
      if (!has('of-the-site') || !one.index().words.includes('meanwhile')) wentBack.push(Date.now());
      return one.desk.status()?.partial === false;
    }, 'the whole is in its place');
    await one.caughtUp();
    expect(wentBack).toEqual([]);
    expect(one.held()).toEqual(await one.due());
    expect(has('older') && has('older-of-the-site')).toBe(true);
    expect(files).toHaveLength(2);
    expect(asked.filter((at) => at === '/v1/rows')).toEqual([]);
    expect(readdirSync(one.folder).filter((name) => name.includes('prepared') || name.includes('staged'))).toEqual([]);
    expect(faults).toEqual([]);
  } finally {
    await desk?.close();
    if (desk !== null) removeFolder(desk.folder);
    await copies.stop();
    await centre.close();
    rmSync(folder, { recursive: true });
  }
}
