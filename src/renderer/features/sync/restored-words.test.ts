import { expect, it } from 'vitest';
import type { RestoredItem } from '#contract/views/sync.ts';
import { restoredSentences } from './restored-words.ts';

const keys = (part: Partial<RestoredItem>): string[] => restoredSentences({
  key: 'e', restoredTo: 5, sentAgain: 0, left: 0, waitingForOthers: 0, needYou: 0, seen: false, ...part,
}).map(({ key }) => key);

it('says what happened, what was sent again, and what needs somebody', () => {
  expect(keys({})).toEqual(['restored-to', 'restored-nothing']);
  expect(keys({ restoredTo: null, sentAgain: 12, needYou: 1 })).toEqual(['restored', 'restored-sent', 'restored-need-you']);
  expect(restoredSentences({ key: 'e', restoredTo: 5, sentAgain: 12, left: 0, waitingForOthers: 0, needYou: 1, seen: false }))
    .toEqual([{ key: 'restored-to', values: { time: 5 } }, { key: 'restored-sent', values: { count: 12 } }, { key: 'restored-need-you', values: { count: 1 } }]);
});

it('does not say sent before it is, and tells what waits for another desk apart', () => {
  expect(keys({ sentAgain: 12, left: 3 })).toEqual(['restored-to', 'restored-sending']);
  expect(keys({ sentAgain: 12, left: 1, waitingForOthers: 1 })).toEqual(['restored-to', 'restored-sent', 'restored-waiting']);
});
