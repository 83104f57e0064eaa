import { beforeEach, describe, expect, test } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../commands/all.ts';
import type { Command, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type ArticleId, type ArticleVoteId } from '../ids.ts';
import { contextOf, MemoryStore, NOW, operative, person } from '../testing/fixtures.ts';
import { compareTexts } from './compare-text.ts';
import { seemsPersonal } from './personal.ts';
import { fitOf, isForRole, ranked, trust } from './rank.ts';

const keeper = person('keeper', 'governance-officer', 'governance');
const leader = person('leader', 'team-leader');
const article = (id: string): ArticleId => asId(id);
const said = (id: string): ArticleVoteId => asId(id);
let store = new MemoryStore();
beforeEach(() => { store = new MemoryStore(); });

function give<N extends CommandName>(name: N, args: CommandArgs<N>, actor = keeper): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf({ actor }), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const code = (verdict: Verdict): string => verdict.kind === 'accepted' ? 'accepted' : verdict.reason.code;
const draft = (changes: Partial<CommandArgs<'write-article'>> = {}): CommandArgs<'write-article'> => ({
  articleId: article('a-1'), articleKey: 'missed-bin', kind: 'script', title: 'A missed bin', body: '- [ ] Ask which bin', audience: 'staff', serviceIds: [asId('524')],
  reasons: ['report'], reviewBy: '2027-06-01', basedOn: 0, writtenOver: null, savedAt: NOW, ...changes,
});
const vote = (changes: Partial<CommandArgs<'vote-on-article'>> = {}): CommandArgs<'vote-on-article'> =>
  ({ voteId: said('v-1'), articleId: article('a-1'), wasRight: false, words: ' The crew comes on Thursday. ', reason: 'report', serviceId: asId('524'), ...changes });

describe('an article', () => {
  test('is written as a draft, published as version 1, and replaced by the next with the first still there to read', () => {
    expect(code(give('write-article', draft()))).toBe('accepted');
    expect(store.all('article')).toMatchObject([{ status: 'draft', version: 0, writtenBy: 'keeper' }]);
    expect(code(give('publish-article', { articleId: article('a-1'), writtenAt: NOW }, leader))).toBe('accepted');
    give('write-article', draft({ articleId: article('a-2'), basedOn: 1, body: '- [ ] Ask which bin and which day', savedAt: NOW + 1 }));
    expect(code(give('publish-article', { articleId: article('a-2'), writtenAt: NOW + 1 }))).toBe('accepted');
    expect(store.all('article')).toMatchObject([
      { id: 'a-1', status: 'replaced', version: 1, body: '- [ ] Ask which bin', publishedBy: 'leader' }, { id: 'a-2', status: 'published', version: 2 },
    ]);
  });

  test('is never written over what somebody else saved, nor over a version that came in between', () => {
    give('write-article', draft());
    expect(code(give('write-article', draft({ title: 'Theirs', writtenOver: NOW, savedAt: NOW + 1 }), leader))).toBe('accepted');
    expect(code(give('write-article', draft({ title: 'Mine', writtenOver: NOW, savedAt: NOW + 2 })))).toBe('command.article-written-meanwhile');
    expect(code(give('publish-article', { articleId: article('a-1'), writtenAt: NOW }))).toBe('command.article-written-meanwhile');
    give('write-article', draft({ articleId: article('a-2') }));
    give('publish-article', { articleId: article('a-2'), writtenAt: NOW });
    expect(code(give('publish-article', { articleId: article('a-1'), writtenAt: NOW + 1 }))).toBe('command.article-published-meanwhile');
    expect(store.all('article').find(({ id }) => id === 'a-1')).toMatchObject({ title: 'Theirs', status: 'draft' });
  });

  test('changes nothing when its commands are given twice', () => {
    give('write-article', draft());
    expect(give('write-article', draft())).toEqual({ kind: 'accepted', changes: [] });
    give('publish-article', { articleId: article('a-1'), writtenAt: NOW });
    expect(give('publish-article', { articleId: article('a-1'), writtenAt: NOW })).toEqual({ kind: 'accepted', changes: [] });
    give('retire-article', { articleId: article('a-1'), reasons: 'Another council does this now.' });
    expect(give('retire-article', { articleId: article('a-1'), reasons: 'Again.' })).toEqual({ kind: 'accepted', changes: [] });
    expect(store.all('article')).toMatchObject([{ status: 'retired', retireReasons: 'Another council does this now.' }]);
  });

  test.each([
    ['no title', { title: ' ' }, 'command.article-title-needed'], ['a title too long', { title: 'x'.repeat(121) }, 'command.article-title-too-long'],
    ['too much of it', { body: 'x'.repeat(20_001) }, 'command.article-body-too-long'],
  ] as const)('is refused with %s', (_what, changes, reason) => { expect(code(give('write-article', draft(changes)))).toBe(reason); });

  test('is not published empty or past its review, and not written at the desk', () => {
    give('write-article', draft({ body: ' ' }));
    expect(code(give('publish-article', { articleId: article('a-1'), writtenAt: NOW }))).toBe('command.article-body-needed');
    give('write-article', draft({ reviewBy: '2026-11-23', writtenOver: NOW, savedAt: NOW + 1 }));
    expect(code(give('publish-article', { articleId: article('a-1'), writtenAt: NOW + 1 }))).toBe('command.article-review-passed');
    expect(code(give('write-article', draft({ articleId: article('a-9') }), operative))).toBe('command.role-may-not');
    expect(code(give('retire-article', { articleId: article('a-1'), reasons: ' ' }))).toBe('command.reasons-needed');
  });
});

describe('a vote', () => {
  beforeEach(() => {
    give('write-article', draft());
  });
  test('needs a published version, and words where it was wrong', () => {
    expect(code(give('vote-on-article', vote(), operative))).toBe('command.article-not-published');
    give('publish-article', { articleId: article('a-1'), writtenAt: NOW });
    expect(code(give('vote-on-article', vote({ words: ' ' }), operative))).toBe('command.article-wrong-words-needed');
    expect(code(give('vote-on-article', vote(), operative))).toBe('accepted');
    expect(store.all('articleVote')).toMatchObject([{ words: 'The crew comes on Thursday.', staffId: 'operative-1', reason: 'report', serviceId: '524' }]);
    expect(give('vote-on-article', vote(), operative)).toEqual({ kind: 'accepted', changes: [] });
  });

  test('of one person counts once, the later instead of the earlier; the keeper answers it', () => {
    give('publish-article', { articleId: article('a-1'), writtenAt: NOW });
    give('vote-on-article', vote(), operative);
    give('vote-on-article', vote({ voteId: said('v-2'), wasRight: true, words: 'x' }), operative);
    give('vote-on-article', vote({ voteId: said('v-3') }), leader);
    expect(store.all('articleVote').filter(({ replacedAt }) => replacedAt === null).map(({ id, words }) => [id, words])).toEqual([['v-2', ''], ['v-3', 'The crew comes on Thursday.']]);
    expect(code(give('settle-article-vote', { voteId: said('v-3'), answer: ' ' }))).toBe('command.reasons-needed');
    expect(code(give('settle-article-vote', { voteId: said('v-3'), answer: 'Put right in version 2.' }))).toBe('accepted');
    expect(give('settle-article-vote', { voteId: said('v-3'), answer: 'Again.' })).toEqual({ kind: 'accepted', changes: [] });
  });
});

describe('what fits a contact', () => {
  const topic = { serviceIds: ['524'], reasons: ['report' as const] };
  const made = (title: string, changes: object = {}) => ({ title, kind: 'article' as const, serviceIds: [], reasons: [], publishedAt: 0, tally: { right: 0, wrong: 0 }, ...changes });
  test('is what is written for both, then for the service, then for the reason, and nothing of another service', () => {
    const order = ranked([
      made('reason only', { reasons: ['report'] }), made('service only', { serviceIds: ['524'] }), made('both', { serviceIds: ['524'], reasons: ['report'] }),
      made('service, another reason', { serviceIds: ['524'], reasons: ['complaint'] }), made('another service', { serviceIds: ['57'], reasons: ['report'] }), made('everything'),
    ], topic);
    expect(order.map(({ title }) => title)).toEqual(['both', 'service only', 'reason only', 'service, another reason']);
    expect(fitOf({ serviceIds: ['57' as never], reasons: ['report'] }, { serviceIds: [], reasons: ['report'] })).toBeGreaterThan(0);
  });
  test('is, of those alike, scripts first, then the trusted, then the new', () => {
    const both = { serviceIds: ['524'], reasons: ['report'] };
    const order = ranked([
      made('old', both), made('new', { ...both, publishedAt: 5 }), made('doubted', { ...both, publishedAt: 9, tally: { right: 0, wrong: 3 } }), made('script', { ...both, kind: 'script' }),
      made('trusted', { ...both, tally: { right: 4, wrong: 0 } }),
    ], topic);
    expect(order.map(({ title }) => title)).toEqual(['script', 'trusted', 'new', 'old', 'doubted']);
    expect(trust({ right: 0, wrong: 0 })).toBe(0.5);
  });
  test('is for whoever it is written for', () => {
    expect([isForRole({ audience: 'staff' }, 'partner'), isForRole({ audience: 'leaders' }, 'operative'), isForRole({ audience: 'leaders' }, 'governance'), isForRole({ audience: 'everyone' }, 'partner')])
      .toEqual([false, false, true, true]);
  });
});

test('two texts are compared line by line', () => {
  expect(compareTexts('one\ntwo\nthree', 'one\n2\nthree\nfour')).toEqual([
    { kind: 'same', text: 'one' }, { kind: 'gone', text: 'two' }, { kind: 'new', text: '2' }, { kind: 'same', text: 'three' }, { kind: 'new', text: 'four' },
  ]);
});

test('words that seem to say of whom they are', () => {
  expect(seemsPersonal('Ring her on 07700 900 123 or at m.okafor@example.org, ZQ1 9AB')).toEqual(['email', 'phone', 'postcode']);
  expect(seemsPersonal('QQ 12 34 56 C')).toEqual(['insurance-number']);
  expect(seemsPersonal('Mrs Okafor was told otherwise', ['Margaret Okafor'])).toEqual(['name']);
  expect(seemsPersonal('The crew comes on Thursday, not within 2 working days. Clause 7, £25.', ['Margaret Okafor'])).toEqual([]);
});
