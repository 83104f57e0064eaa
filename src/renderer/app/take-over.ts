import type { TransferItem } from '#contract/views/queue.ts';
import { giveCommand } from '../engine-client/give.ts';
import { beginHandedOver } from './begin-contact.ts';
import { go, openSubject } from './routes.ts';

/** Goes on with what was handed over: the contact is on this desk before the centre is told, so that a crash loses nothing. */
export async function takeOver(item: TransferItem, answer: 'accept' | 'take-back', inTheWay: string): Promise<string | null> {
  const draft = await beginHandedOver(item);
  if (draft === null) return inTheWay;
  const outcome = await giveCommand('answer-transfer', { transferId: item.id, answer, words: '', nextContactId: draft.contactId });
  if (!outcome.ok) return outcome.failure.sentence;
  if (item.subject !== null) openSubject(item.subject);
  else go({ name: 'queue' });
  return null;
}
