/** Fills an empty store with a council: its sites, people, services and scheme, and a generated borough. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { asId } from '#domain/ids.ts';
import type { Authorisation } from '#domain/records/council.ts';
import type { Article } from '#domain/records/knowledge.ts';
import { dateAt, daysAfter, monthsAfter } from '#domain/time/dates.ts';
import { lockHead } from '../feed/write-changes.ts';
import { yearsAround } from '../holidays/years-around.ts';
import { createAccount, hashPassphrase } from '../identity/accounts.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';
import type { OnProgress } from '../progress.ts';
import { readCatalogue } from './catalogue.ts';
import { readCouncil, type CouncilFiles } from './council-files.ts';
import { generateBorough, type Batch } from './generate.ts';

export interface LoadOptions {
  /** How many residents to make up; 0, or a folder without `people.json`, makes none. */
  residents: number;
  seed?: number;
  /** The moment the borough's history ends; the clock's where not given. */
  now?: number;
  onProgress: OnProgress;
}

/**
 * Loads the council in `folder`, all of it or nothing, and only into a store that has no scheme of it yet: a second
 * start finds it there. Throws with the sentence of `readCouncil` where a file is wrong; a caller that reads the
 * council first never sees that.
 */
export async function loadCouncil(store: CentralStore, folder: string, options: LoadOptions): Promise<{ loaded: boolean; counts: Record<string, number> }> {
  const makesBorough = options.residents > 0 && existsSync(path.join(folder, 'people.json'));
  const read = makesBorough ? await readCatalogue(folder) : await readCouncil(folder);
  if (!read.ok) throw new Error(read.failure.sentence);
  const council = 'council' in read.value ? read.value.council : read.value;

  return store.transaction(async (transaction) => {
    // Several centres may start at once over an empty database: one loads it, and the others find it loaded.
    await lockHead(transaction, transaction.council);
    if (await isLoaded(transaction)) return { loaded: false, counts: {} };
    const counts: Record<string, number> = {};
    const seed = async (batch: Batch): Promise<void> => {
      await transaction.seed(batch.table, batch.rows);
      counts[batch.table] = (counts[batch.table] ?? 0) + batch.rows.length;
    };
    for (const batch of councilRows(council, options.now ?? Date.now())) await seed(batch);
    // Loaded only where it is needed: the rules of the holidays of the whole world come with it.
    const { holidaysOf } = await import('../holidays/bank-holidays.ts');
    const holidays = holidaysOf(yearsAround(options.now ?? Date.now()));
    await seed({ table: 'holiday', rows: holidays });
    await createDemoAccounts(transaction, council);
    for (const { staffId, scope } of council.granted) {
      await transaction.query('INSERT INTO staff_scope (council, staff_id, scope, granted_at, granted_by) VALUES ($1, $2, $3, $4, $5)',
        [transaction.council, staffId, scope, options.now ?? Date.now(), 'staff.json']);
    }
    options.onProgress({ step: 'council', done: council.staff.length, total: council.staff.length });
    if ('council' in read.value) {
      const borough = generateBorough(read.value, {
        residents: options.residents, now: options.now ?? Date.now(), holidays, ...(options.seed === undefined ? {} : { seed: options.seed }),
      });
      for (const batch of borough) {
        await seed(batch);
        options.onProgress({ step: 'residents', done: Math.min(counts['resident'] ?? 0, options.residents), total: options.residents });
      }
    }
    return { loaded: true, counts };
  });
}

async function isLoaded(transaction: CentralTransaction): Promise<boolean> {
  return ((await transaction.load({ kind: 'rows', table: 'scheme', where: {} })) as unknown[]).length > 0;
}

/** Services before anything that is filed under them: a row's scope is read from its service. */
export const councilRows = (council: CouncilFiles, now: number): Batch[] => [
  { table: 'site', rows: council.sites }, { table: 'staff', rows: council.staff }, { table: 'service', rows: council.services }, { table: 'councillor', rows: council.councillors },
  { table: 'scheme', rows: [council.scheme] },
  { table: 'authorisation', rows: council.authorisations.map((one) => authorisationRow(council, one, now)) },
  { table: 'article', rows: council.articles.flatMap((one) => articleRow(council, one, now)) },
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** Kept by whoever governs: without anybody of that post there is nobody to have written it. */
function articleRow({ staff }: CouncilFiles, { key, title, kind, audience, services, reasons, body, publishedDaysAgo, reviewInDays }: CouncilFiles['articles'][number], now: number): Article[] {
  const keeper = staff.find(({ role }) => role === 'governance') ?? staff.find(({ role }) => role === 'approver');
  if (keeper === undefined) return [];
  const publishedAt = now - publishedDaysAgo * DAY_MS;
  return [{
    id: asId(`article-${key}-1`), articleKey: key, version: 1, kind, status: 'published', title, body, audience, serviceIds: services.map((one) => asId(one)), reasons,
    reviewBy: daysAfter(dateAt(now), reviewInDays), basedOn: 0, writtenBy: keeper.id, writtenAt: publishedAt, publishedBy: keeper.id, publishedAt, retiredBy: null, retiredAt: null, retireReasons: null,
  }];
}

function authorisationRow({ scheme }: CouncilFiles, { staffId, code, trainedDaysAgo }: CouncilFiles['authorisations'][number], now: number): Authorisation {
  const trainedOn = daysAfter(dateAt(now), -trainedDaysAgo);
  const months = scheme.authorisations.find((one) => one.code === code)?.months ?? 0;
  return {
    id: asId(`${staffId}.${code}`), staffId: asId(staffId), code, trainedOn, expiresOn: daysAfter(monthsAfter(trainedOn, months), -1),
    grantedBy: asId(staffId), grantedAt: now, withdrawnAt: null,
  };
}

/** Everybody in a demo shares one passphrase, hashed once: hashing is slow on purpose. */
async function createDemoAccounts(transaction: CentralTransaction, council: CouncilFiles): Promise<void> {
  if (council.profile.demoPassphrase === null) return;
  const hash = await hashPassphrase(council.profile.demoPassphrase);
  for (const account of council.accounts) await createAccount(transaction, { ...account, hash });
}
