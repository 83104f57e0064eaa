/** People at work while engines and centres are killed, then quiet, and what must hold by then. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openStore } from '../../src/central/pg/open-store.ts';
import { projectFolder } from '../../scripts/centre-process.ts';
import { removeFolder, temporaryFolder } from '../fixtures/test-desk.ts';
import { checkHistories } from '../histories/check.ts';
import { exportHistories } from '../histories/export.ts';
import { Journal } from '../histories/journal.ts';
import { randomFrom } from '../sim/random.ts';
import { faultsAtRest } from './at-rest.ts';
import { CentreReader } from './centre-reader.ts';
import { startCentres, type Centres } from './centres.ts';
import { makeCouncilFolder } from './council-folder.ts';
import { KillDesk, type Person } from './kill-desk.ts';
import { killAway, type Kills } from './killer.ts';
import { PeopleAtWork } from './people-at-work.ts';

export interface KillOptions {
  /** How many times an engine, and how many times a centre, is killed. */
  engineKills: number;
  centreKills: number;
  /** The address of an empty database; else the centre keeps its own files. */
  postgres?: string;
  /** More than one only with PostgreSQL. */
  centres?: number;
  desks?: number;
  seed?: number;
  restMs?: number;
  /** A folder for the journal and for the histories in forms that public checkers read; none are kept without it. */
  exportTo?: string;
  say?: (line: string) => void;
}

export interface KillReport {
  faults: string[];
  kills: Kills;
  works: { given: number; acknowledged: number; unsure: number; accepted: number; refused: number; turnedDown: number };
  reads: number;
  seconds: number;
  journal: Journal;
  /** Every list as the centre had it at the end, in the order of its versions. */
  lists: Map<string, string[]>;
}

const people = ['amina.yusuf', 'sunita.rao', 'paul.whitcombe', 'tom.bradley', 'leah.morgan', 'kasia.nowak'];
const RESIDENTS = 60;
const REST_LIMIT_MS = 300_000;

function personNamed(username: string): Person {
  const staff = JSON.parse(readFileSync(path.join(projectFolder, 'resources/demo-council/staff.json'), 'utf8')) as { id: string; username: string; post: string; role: string }[];
  const found = staff.find((one) => one.username === username);
  if (found === undefined) throw new Error(`the demo council has no ${username}`);
  return { username, staffId: found.id, post: found.post, approver: found.role === 'approver' };
}

export async function runKills(options: KillOptions): Promise<KillReport> {
  const beganAt = performance.now();
  const folder = temporaryFolder();
  const councilFolder = makeCouncilFolder(path.join(folder, 'council'));
  const journal = new Journal(path.join(options.exportTo ?? folder, 'journal.jsonl'));
  const random = randomFrom(options.seed ?? 1);
  const centres = await startCentres(options.centres ?? 1, { councilFolder, dataFolder: path.join(folder, 'centre'), postgres: options.postgres, residents: RESIDENTS });
  const desks = people.slice(0, options.desks ?? 4).map((username) => new KillDesk(username, personNamed(username), centres.url, journal));
  const reader = new CentreReader('reader', centres.url, 'ruth.calloway', journal);
  try {
    await Promise.all(desks.map((desk) => desk.start(true)));
    const from = await reader.head() ?? 0;
    await until('every desk has its copy', () => desks.every((desk) => existsSync(path.join(desk.folder, 'cache.db')) && desk.files.meta('cache.db', 'epoch') !== null && desk.files.meta('cache.db', 'part') !== 'people'));
    // More people for a longer run, so that there is always something left to decide.
    const most = Math.min(40, 8 + options.engineKills + options.centreKills);
    const residents = desks[0]?.files.read('cache.db', (database) => database.prepare<[number], string>(
      `SELECT id FROM server_resident WHERE kind = 'person' AND deceased_on IS NULL ORDER BY id LIMIT ?`).pluck().all(most)) ?? [];
    const work = new PeopleAtWork({ desks, readers: [reader], journal, random, residents, from, restMs: options.restMs ?? 60 });
    work.begin();
    const kills = await killAway({ desks, centres, random, options, give: (desk) => work.log(desk) });
    await work.stop();
    const lists = await comeToRest(desks, centres, reader, journal, residents);
    const store = await openStore({ connection: options.postgres === undefined ? { kind: 'pglite', folder: path.join(folder, 'centre', 'store') } : { kind: 'postgres', url: options.postgres }, council: 'harrowmere' });
    const faults = await faultsAtRest(store, desks, journal.works).finally(() => store.close());
    if (reader.epochs.size > 1) faults.push('the centre took itself for one that was restored');
    faults.push(...checkHistories(journal, lists).map(({ kind, what }) => `${kind}: ${what}`));
    if (options.exportTo !== undefined) exportHistories(options.exportTo, journal, lists);
    return { faults, kills, works: countWorks(journal), reads: journal.reads.length + journal.views.length, seconds: (performance.now() - beganAt) / 1000, journal, lists };
  } finally {
    await Promise.all(desks.map((desk) => desk.kill()));
    await centres.close();
    journal.close();
    for (const desk of desks) removeFolder(desk.folder);
    removeFolder(folder);
  }
}

/** `standing` tells, where it was not in time, how things stood instead. */
async function until(what: string, condition: () => boolean | Promise<boolean>, standing: () => Promise<string> = () => Promise.resolve('')): Promise<void> {
  const limit = performance.now() + REST_LIMIT_MS;
  while (!await condition()) {
    if (performance.now() > limit) throw new Error(`not in time: ${what}. ${await standing()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** No more kills: what waits is sent, every desk reads to the end; then all of it is killed once more, and what is looked at is what that leaves. */
async function comeToRest(desks: KillDesk[], centres: Centres, reader: CentreReader, journal: Journal, residents: string[]): Promise<Map<string, string[]>> {
  await Promise.all(centres.members.filter(({ running }) => !running).map((centre) => centre.start()));
  await Promise.all(desks.filter(({ engine }) => engine === null).map((desk) => desk.start(false)));
  for (const desk of desks) await desk.engine?.screen('sync.now');
  await until('every desk has sent and read everything', async () => {
    const head = await reader.head();
    return head !== null && desks.every(({ files }) => (files.meta('cache.db', 'cursor') as number) >= head
      && files.commands().every(({ state }) => state !== 'waiting' && state !== 'sent' && state !== 'accepted'));
  }, async () => `the head is ${String(await reader.head())}; ${(await Promise.all(desks.map((desk) => desk.standing()))).join('; ')}`);
  for (const desk of desks) {
    desk.noteAnswers();
    for (const key of residents) await desk.view(key);
  }
  const lists = await reader.lists(residents);
  if (lists === null) throw new Error('the centre does not answer at the end');
  for (const { key } of journal.works.filter(({ name, turnedDown }) => name === 'request-approval' && turnedDown === null)) await reader.readRegister(key);
  await Promise.all([...desks.map((desk) => desk.kill()), ...centres.members.map((centre) => centre.kill())]);
  return lists;
}

function countWorks({ works }: Journal): KillReport['works'] {
  const count = (of: (work: Journal['works'][number]) => boolean): number => works.filter(of).length;
  return {
    given: works.length, acknowledged: count(({ acknowledgedAt }) => acknowledgedAt !== null), unsure: count(({ unsure }) => unsure),
    accepted: count(({ status }) => status === 'accepted'), refused: count(({ status }) => status === 'refused'), turnedDown: count(({ turnedDown }) => turnedDown !== null),
  };
}
