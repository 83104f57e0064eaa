import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId } from '#domain/ids.ts';
import type { RowChange } from '#domain/records.ts';
import type { Article, ArticleVote } from '#domain/records/knowledge.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { NOW, people, put, sampleCouncil } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder } from '../../../tests/fixtures/test-desk.ts';
import type { Desk } from '../desk.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { articleKeepingQuery, articleQuery, findArticles, knowledgeQuery } from './knowledge.ts';
import { readReference } from './reference.ts';

interface Listed { key: string; title: string; kind: Article['kind']; services: string[]; reasons: Article['reasons']; audience: Article['audience'] }
const demo = new URL('../../../resources/demo-council/', import.meta.url);
const listed = JSON.parse(readFileSync(new URL('articles.json', demo), 'utf8')) as Listed[];
const article = (key: string, changes: Partial<Article> = {}): Article => ({
  id: asId(`article-${key}-1`), articleKey: key, version: 1, kind: 'script', status: 'published', title: key, body: 'Nothing yet.', audience: 'staff', serviceIds: [], reasons: [], reviewBy: '2030-01-01',
  basedOn: 0, writtenBy: asId('staff-tess'), writtenAt: 1, publishedBy: asId('staff-tess'), publishedAt: 1, retiredBy: null, retiredAt: null, retireReasons: null, ...changes,
});
const vote = (id: string, changes: Partial<ArticleVote> = {}): ArticleVote => ({
  id: asId(id), articleId: asId('article-missed-bin-1'), articleKey: 'missed-bin', staffId: asId('staff-ben'), at: NOW, wasRight: false, words: 'The crew comes at 6.', reason: 'report', serviceId: null,
  replacedAt: null, settledBy: null, settledAt: null, answer: null, ...changes,
});
const rows: RowChange[] = [
  ...listed.map(({ key, title, kind, services, reasons, audience }) => put('article', article(key, {
    title, kind, reasons, audience, serviceIds: services.map((id) => asId(id)), body: readFileSync(new URL(`articles/${key}.md`, demo), 'utf8'),
  }))),
  put('article', article('missed-bin', { id: asId('article-missed-bin-0'), status: 'replaced', body: 'As it was.' })),
  put('article', article('missed-bin', { id: asId('article-missed-bin-next'), status: 'draft', version: 0, basedOn: 1 })),
  put('article', article('for-leaders', { title: 'Goodwill over the limit', audience: 'leaders', reasons: ['complaint'], reviewBy: '2020-01-01' })),
  put('articleVote', vote('v-1')), put('articleVote', vote('v-2', { replacedAt: NOW })), put('articleVote', vote('v-3', { settledAt: NOW, settledBy: asId('staff-tess'), answer: 'It is right.' })),
  put('articleVote', vote('v-4', { wasRight: true, words: '', staffId: asId('staff-tess') })),
];

const folder = temporaryFolder();
let cache: CacheStore;
beforeAll(async () => { cache = await filledCache(folder, [...sampleCouncil(), ...rows]); });
afterAll(() => {
  cache.close();
  removeFolder(folder);
});
const deskOf = (role: 'operative' | 'approver' | 'partner'): Desk =>
  ({ cache, reference: readReference(cache), actor: { ...people.tess, staffId: asId('staff-tess'), siteId: asId('hub'), role }, now: () => NOW }) as unknown as Desk;
const found = (text: string): string[] => findArticles(deskOf('operative'), text, 5).map(({ item }) => item.articleKey);

test('the links of the demo’s articles lead somewhere', () => {
  const keys = new Set(listed.map(({ key }) => key));
  const links = listed.flatMap(({ key }) => [...readFileSync(new URL(`articles/${key}.md`, demo), 'utf8').matchAll(/casefront:article\/([\w-]+)/g)].map(([, to]) => to));
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((to) => to === undefined || !keys.has(to))).toEqual([]);
});

test.each([
  ['missed bin', 'missed-bin'], ['homeless', 'homelessness'], ['nowhere to sleep', 'housing-register'], ['homless', 'homelessness'], ['pothole', 'potholes'], ['potohles', 'potholes'],
  ['golf ball', 'potholes'], ['interpretor', 'interpreter'], ['child interprets', 'interpreter'], ['blue badge', 'blue-badge'], ['bleu bage', 'blue-badge'], ['parking fine cancel', 'penalty-charge'],
  ['cancel penalty', 'penalty-charge'], ['executor', 'bereavement'], ['asbestos', 'fly-tipping'], ['voucher', 'crisis-payment'], ['death', 'bereavement'], ['zebra giraffe penalty charge notice', 'penalty-charge'], ['needles', 'clinical-waste'],
])('“%s” finds %s among the first', (text, key) => {
  expect(found(text).slice(0, 3)).toContain(key);
});

test('says in which line it was found, and looks at nothing for no words', () => {
  expect(findArticles(deskOf('operative'), 'golf ball', 5)[0]?.excerpt).toContain('golf ball');
  expect(findArticles(deskOf('operative'), 'missed bin', 5)[0]?.excerpt).toBeNull();
  expect(found('  ')).toEqual([]);
  expect(found('zebra giraffe penalty')).toEqual([]);
});

test('a contact about a missed collection is shown its script first, and nothing of another service', () => {
  const { fitting } = knowledgeQuery.read(deskOf('operative'), { serviceIds: ['524'], reasons: ['report'] }).collections;
  expect(fitting[0]).toMatchObject({ articleKey: 'missed-bin', tally: { right: 1, wrong: 1 }, version: 1 });
  expect(fitting.every(({ serviceIds }) => serviceIds.length === 0 || (serviceIds as string[]).includes('524'))).toBe(true);
  expect(knowledgeQuery.read(deskOf('operative'), { serviceIds: [], reasons: ['complaint'] }).collections.fitting[0]?.articleKey).toBe('complaint');
});

test('everybody sees what is written for them: leaders theirs, partners what is for everybody', () => {
  const keys = (role: 'operative' | 'approver' | 'partner') => knowledgeQuery.read(deskOf(role), { serviceIds: [], reasons: [] }).collections.fitting.map(({ articleKey }) => articleKey);
  expect(keys('approver')).toHaveLength(listed.length + 1);
  expect(keys('operative')).not.toContain('for-leaders');
  expect(keys('partner').toSorted()).toEqual(listed.filter(({ audience }) => audience === 'everyone').map(({ key }) => key).toSorted());
});

test('an article has its versions in order, with drafts only for those who keep it', () => {
  const statuses = (role: 'operative' | 'approver') => articleQuery.read(deskOf(role), { articleKey: 'missed-bin' }).collections.versions.map(({ status }) => status);
  expect(statuses('operative').toSorted()).toEqual(['published', 'replaced']);
  expect(statuses('approver')).toContain('draft');
  expect(articleQuery.read(deskOf('operative'), { articleKey: 'missed-bin' }).collections.versions.find(({ status }) => status === 'published')).toMatchObject({ myVote: 'right', byName: people.tess.name });
});

test('whoever keeps articles sees what was found wrong and not seen to, and what is due for review; nobody else does', () => {
  const { articles, wrong } = articleKeepingQuery.read(deskOf('approver'), {}).collections;
  expect(wrong).toMatchObject([{ key: 'v-1', words: 'The crew comes at 6.', title: 'A missed bin', version: 1, staffName: people.ben.name }]);
  expect(articles.find(({ key }) => key === 'missed-bin')).toMatchObject({ drafts: [{ basedOn: 1 }], tally: { right: 1, wrong: 1 }, reviewOverdue: false });
  expect(articles.filter(({ reviewOverdue }) => reviewOverdue).map(({ key }) => key)).toEqual(['for-leaders']);
  expect(articleKeepingQuery.read(deskOf('operative'), {}).collections).toEqual({ articles: [], wrong: [] });
});
