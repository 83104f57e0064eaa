import type { RestoredItem } from '#contract/views/sync.ts';
import type { SyncSentence } from './sync-words.ts';

/** What happened, what came of this desk's work, and what is still open, in the order in which it is said. */
export function restoredSentences({ restoredTo, sentAgain, left, waitingForOthers, needYou }: RestoredItem): SyncSentence[] {
  const sentences: SyncSentence[] = [restoredTo === null ? { key: 'restored', values: {} } : { key: 'restored-to', values: { time: restoredTo } }];
  const going = left - waitingForOthers;
  if (sentAgain === 0) sentences.push({ key: 'restored-nothing', values: {} });
  else sentences.push({ key: going > 0 ? 'restored-sending' : 'restored-sent', values: { count: sentAgain } });
  if (waitingForOthers > 0) sentences.push({ key: 'restored-waiting', values: { count: waitingForOthers } });
  if (needYou > 0) sentences.push({ key: 'restored-need-you', values: { count: needYou } });
  return sentences;
}
