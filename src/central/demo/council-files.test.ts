import { passedOn } from '#domain/delegation/scheme.ts';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { evaluate, mayAnswer, approvalLimit, type Evaluation } from '#domain/delegation/evaluate.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import { asId } from '#domain/ids.ts';
import { say } from '#domain/words/say.ts';
import { readCatalogue } from './catalogue.ts';
import { readCouncil, type CouncilFiles } from './council-files.ts';

const demoFolder = path.resolve(import.meta.dirname, '../../../resources/demo-council');

describe('the demo council', () => {
  let council: CouncilFiles;
  beforeAll(async () => {
    const read = await readCouncil(demoFolder);
    if (!read.ok) throw new Error(read.failure.sentence);
    council = read.value;
  });
  const clause = (number: string): Clause => {
    const found = council.scheme.clauses.find((one) => one.number === number);
    if (found === undefined) throw new Error(`no clause ${number}`);
    return found;
  };
  const now = Date.UTC(2026, 10, 23, 10);
  const ask = (number: string, amount: number, connection: 'online' | 'offline' = 'online', item: string | null = null): Evaluation => evaluate({
    scheme: council.scheme, clause: clause(number), post: 'customer-service-operative', staffId: asId('staff-amina-yusuf'),
    subject: { residentId: 'r', householdId: 'h', propertyId: 'p', markers: [], coerced: false }, amount, item, standing: { authorisations: [], subDelegations: [], scheme: council.scheme }, details: null, interest: '', proof: null, uses: [], connection,
    policyAsOf: now, now,
  });

  test('has the people and places the scenes need', () => {
    const posts = council.staff.map((member) => member.post);
    expect(posts.filter((post) => post === 'customer-service-operative').length).toBeGreaterThanOrEqual(6);
    expect(posts.filter((post) => post === 'team-leader').length).toBeGreaterThanOrEqual(2);
    for (const post of ['acting-team-leader', 'library-team-leader', 'service-manager', 'head-of-service', 'governance-officer', 'partner-officer'] as const) {
      expect(posts).toContain(post);
    }
    expect(council.staff.find((member) => member.post === 'partner-officer')?.partnerCategory).toBe('waste');
    expect(council.sites.filter((site) => site.kind === 'hub')).toHaveLength(2);
    expect(council.services).toHaveLength(38);
  });

  test('ships scheme version 7 with the eighteen rows in their order', () => {
    expect(council.scheme.version).toBe(7);
    expect(council.scheme.clauses.map((one) => one.number)).toEqual(Array.from({ length: 18 }, (_none, index) => String(index + 1)));
  });

  test('goodwill: 10 offline stands, 11 escalates, 25 stands online, 26 and 40 escalate', () => {
    expect(ask('7', 1000, 'offline').result).toBe('permit');
    expect(ask('7', 1100, 'offline').result).toBe('escalate');
    expect(ask('7', 2500).result).toBe('permit');
    expect(ask('7', 2600).result).toBe('escalate');
    expect(ask('7', 4000)).toMatchObject({ result: 'escalate', approver: 'team-leader' });
  });

  test('goodwill: the acting team leader stands on the ladder and 30 does not cover 40', () => {
    expect(mayAnswer(clause('7'), 'acting-team-leader')).toBe(true);
    expect(approvalLimit(clause('7'), 'acting-team-leader')).toBe(3000);
    expect(clause('7').ladder.map((rung) => rung.upTo)).toEqual([3000, 10_000, 30_000, 50_000]);
  });

  test('goodwill: 50 for a resident in 12 months and 150 for an operative in a month', () => {
    expect(ask('7', 1000).sentences.map(say)).toEqual(expect.arrayContaining([
      '£0 of £50 used for this resident in any 12 months.', '£0 of £150 used for this operative this month.',
    ]));
  });

  test('a replacement bin: one of a kind for a property in 12 months, with the crew’s log, offline too', () => {
    expect(ask('4', 1, 'offline', 'recycling-240').result).toBe('permit');
    expect(clause('4')).toMatchObject({
      cumulative: [{ scope: 'property', window: { kind: 'rolling-months', months: 12 }, times: 1, perItem: true }],
      conditions: [{ evidence: 'crew-damage-log' }, { code: 'within-35' }], effects: [{ kind: 'task', serviceId: '533' }],
    });
  });

  test('a penalty charge is decided elsewhere and says where', () => {
    const answer = ask('14', 1);
    expect(answer.result).toBe('refuse');
    expect(answer.sentences.map(say)[0]).toMatch(/^Decided in .+, not here\.$/);
  });

  test('nobody at the desk cancels a penalty charge or changes a payee', () => {
    expect(clause('14').limits).toEqual([]);
    expect(clause('18').limits).toEqual([]);
  });

  test('every clause that pays or sends a crew has a limit, an approver and words for the resident', () => {
    const decidable = council.scheme.clauses.filter((one) => passedOn(one) === null);
    expect(decidable.map((one) => one.number)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '15', '16', '17', '18']);
    for (const one of decidable) {
      if (one.number !== '18') expect(one.limits.length, one.title).toBeGreaterThan(0);
      expect(one.ladder.length, one.title).toBeGreaterThan(0);
      expect(one.residentWording, one.title).toContain('{{reference}}');
      if (one.effects.some(({ kind }) => kind === 'payment')) expect(one.residentWording, one.title).toContain('{{amount}}');
    }
  });
});

describe('a slip of the pen', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'casefront-council-'));
    await cp(demoFolder, folder, { recursive: true });
  });
  afterEach(async () => { await rm(folder, { recursive: true }); });

  async function change(file: string, edit: (text: string) => string): Promise<string> {
    const at = path.join(folder, file);
    const before = await readFile(at, 'utf8');
    const after = edit(before);
    expect(after, 'the edit must change the file').not.toBe(before);
    await writeFile(at, after);
    const read = await readCatalogue(folder);
    return read.ok ? 'accepted' : read.failure.sentence;
  }

  test('is named by file and field', async () => {
    expect(await change('scheme.json', (text) => text.replace('"perDecision": 2500', '"perDecision": "25"'))).toMatch(/^scheme\.json has a wrong field\. clauses\[6\]\.limits\[0\]\.perDecision: /);
  });
  test('an offline cap above the limit', async () => {
    expect(await change('scheme.json', (text) => text.replace('"offline": 1000', '"offline": 9000'))).toContain('clauses[6].limits[0].offline: may not be above perDecision');
  });
  test('a ladder that goes down', async () => {
    expect(await change('scheme.json', (text) => text.replace('"upTo": 10000', '"upTo": 2000'))).toContain('each rung must reach above the one before');
  });
  test('an approver whom nobody is', async () => {
    expect(await change('staff.json', (text) => text.replace('"library-team-leader"', '"team-leader"'))).toContain('Clause 9 is approved by library-team-leader');
  });
  test('a word that the app does not fill in', async () => {
    expect(await change('scheme.json', (text) => text.replace('{{amount}}', '{{sum}}'))).toContain('residentWording: may only fill in');
  });
  test('a site, a service or an id that does not fit', async () => {
    expect(await change('staff.json', (text) => text.replace('"siteId": "site-library"', '"siteId": "site-attic"'))).toContain('“site-attic”, which is not in sites.json');
  });
  test('a file that is no JSON, and one that is missing', async () => {
    expect(await change('sites.json', (text) => text.slice(0, -10))).toMatch(/^sites\.json is not JSON/);
    await rm(path.join(folder, 'sites.json'));
    expect(await readCouncil(folder)).toMatchObject({ ok: false, failure: { code: 'bad-input', details: { file: 'sites.json' } } });
  });
});
