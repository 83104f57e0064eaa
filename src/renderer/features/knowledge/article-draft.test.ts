import { expect, test } from 'vitest';
import { asId } from '#domain/ids.ts';
import type { Article } from '#domain/records/knowledge.ts';
import { goOnWith, headingText, newArticle, nextVersion, toWrite } from './article-draft.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
const article: Article = {
  id: asId('a-1'), articleKey: 'missed-bin', version: 3, kind: 'script', status: 'published', title: 'A missed bin', body: '- [ ] Ask', audience: 'staff', serviceIds: [asId('524')], reasons: ['report'],
  reviewBy: '2026-01-01', basedOn: 2, writtenBy: asId('keeper'), writtenAt: 5, publishedBy: asId('keeper'), publishedAt: 6, retiredBy: null, retiredAt: null, retireReasons: null,
};

test('a new version is based on the one in use and has a year until its review; a saved draft goes on as it is', () => {
  expect(nextVersion(article, 'a-2', NOW)).toMatchObject({ articleId: 'a-2', basedOn: 3, writtenOver: null, reviewBy: '2027-11-23', title: 'A missed bin' });
  expect(goOnWith({ ...article, status: 'draft', version: 0 })).toMatchObject({ articleId: 'a-1', basedOn: 2, writtenOver: 5, reviewBy: '2026-01-01' });
  expect(newArticle('key', 'a-9', NOW)).toMatchObject({ articleKey: 'key', basedOn: 0, title: '' });
});

test('it is sent with all that was written and nothing else', () => {
  expect(toWrite(nextVersion(article, 'a-2', NOW), 9)).toEqual({
    articleId: 'a-2', articleKey: 'missed-bin', kind: 'script', title: 'A missed bin', body: '- [ ] Ask', audience: 'staff', serviceIds: ['524'], reasons: ['report'], reviewBy: '2027-11-23', basedOn: 3,
    writtenOver: null, savedAt: 9,
  });
});

test('what it is for is compared in words', () => {
  const say = { service: (id: string) => `service ${id}`, reason: (reason: string) => reason, kind: (kind: string) => kind, audience: (audience: string) => audience };
  expect(headingText(article, say)).toBe('A missed bin\nscript\nstaff\n2026-01-01\nservice 524\nreport');
});
