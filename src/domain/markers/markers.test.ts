import { describe, expect, it } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../commands/all.ts';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type MarkerId } from '../ids.ts';
import { put } from '../records.ts';
import type { Marker, MarkerNarrative } from '../records/care.ts';
import { contextOf, MemoryStore, person, plainMarker, resident } from '../testing/fixtures.ts';
import { asksFor } from './markers.ts';

function give<N extends CommandName>(store: MemoryStore, name: N, args: CommandArgs<N>, context: Partial<Context> = {}): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf(context), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const refusal = (verdict: Verdict): string | null => verdict.kind === 'refused' ? verdict.reason.code : null;
const known = (): MemoryStore => {
  const store = new MemoryStore();
  store.apply([put('resident', resident)]);
  return store;
};
const id = asId<MarkerId>('m1');
const placed: CommandArgs<'place-marker'> = {
  markerId: id, residentId: resident.id, propertyId: null, category: 'threats', incidentOn: '2026-11-20', narrative: 'Said at the counter that he would wait outside.', control: 'See him with a colleague.',
  toldOn: null, reviewBy: '2027-05-20',
};
const leader = { actor: person('leader-1', 'team-leader') };
const other = { actor: person('leader-2', 'team-leader') };
const marker = (store: MemoryStore): Marker => store.load({ kind: 'row', table: 'marker', id }) as Marker;
const story = (store: MemoryStore): MarkerNarrative => store.load({ kind: 'row', table: 'markerNarrative', id }) as MarkerNarrative;

describe('a marker that somebody puts on', () => {
  it('protects at once, provisionally, with its story apart from it, and once however often it is sent', () => {
    const store = known();
    give(store, 'place-marker', placed);
    expect(marker(store)).toMatchObject({ provisional: true, control: 'See him with a colleague.', authorId: 'operative-1', incidentOn: '2026-11-20', toldOn: null, approvedBy: null });
    expect(JSON.stringify(marker(store))).not.toContain('wait outside');
    expect(story(store)).toMatchObject({ narrative: 'Said at the counter that he would wait outside.', reviews: [] });
    expect(give(store, 'place-marker', placed)).toEqual({ kind: 'accepted', changes: [] });
  });
  it('rests on one incident that has been, says what to do, and is reviewed within a year', () => {
    const wrong = (part: Partial<CommandArgs<'place-marker'>>) => refusal(give(known(), 'place-marker', { ...placed, ...part }));
    expect(wrong({ narrative: ' ' })).toBe('command.incident-needed');
    expect(wrong({ control: '' })).toBe('command.control-needed');
    expect(wrong({ incidentOn: '2026-11-24' })).toBe('command.incident-in-future');
    expect(wrong({ toldOn: '2026-12-24' })).toBe('command.told-in-future');
    expect(wrong({ reviewBy: '2026-11-23' })).toBe('command.review-in-past');
    expect(wrong({ reviewBy: '2027-11-24' })).toBe('command.review-too-late');
    expect(wrong({ propertyId: asId('p2') })).toBe('command.marker-on-one');
    expect(wrong({ residentId: null })).toBe('command.marker-on-one');
  });
  it('is taken by the centre without its story, which a desk has forgotten by the time it offers it again', () => {
    const store = known();
    expect(give(store, 'place-marker', { ...placed, narrative: '' }, { place: 'centre' }).kind).toBe('accepted');
    expect(marker(store).control).toBe('See him with a colleague.');
  });
});

describe('the second person', () => {
  const yes: CommandArgs<'answer-marker'> = { markerId: id, answer: 'approve', toldOn: '2026-11-23', words: '' };
  it('is a leader other than the author', () => {
    const store = known();
    give(store, 'place-marker', placed, leader);
    expect(refusal(give(store, 'answer-marker', yes))).toBe('command.role-may-not');
    expect(refusal(give(store, 'answer-marker', yes, leader))).toBe('command.own-marker');
    expect(give(store, 'answer-marker', yes, other).kind).toBe('accepted');
    expect(marker(store)).toMatchObject({ provisional: false, approvedBy: 'leader-2', toldOn: '2026-11-23' });
    expect(give(store, 'answer-marker', yes, other)).toEqual({ kind: 'accepted', changes: [] });
    expect(refusal(give(store, 'answer-marker', { ...yes, answer: 'decline', words: 'No.' }, leader))).toBe('command.marker-answered');
  });
  it('says when the person was told or why not, and declines with reasons', () => {
    const store = known();
    give(store, 'place-marker', placed);
    expect(refusal(give(store, 'answer-marker', { ...yes, toldOn: null }, leader))).toBe('command.why-not-told');
    expect(refusal(give(store, 'answer-marker', { ...yes, answer: 'decline' }, leader))).toBe('command.reasons-needed');
    give(store, 'answer-marker', { ...yes, answer: 'decline', words: 'Not specific.' }, leader);
    expect(marker(store)).toMatchObject({ endedOn: '2026-11-23', provisional: true });
    expect(story(store).reviews).toMatchObject([{ kind: 'declined', staffId: 'leader-1', words: 'Not specific.' }]);
    expect(refusal(give(store, 'answer-marker', yes, other))).toBe('command.marker-answered');
  });
});

describe('a review', () => {
  const standing: Marker = { id, residentId: resident.id, propertyId: null, category: 'threats', control: 'In pairs.', provisional: false, reviewBy: '2026-11-22', endedOn: null, ...plainMarker };
  const store = (): MemoryStore => {
    const one = known();
    one.apply([put('marker', standing), put('markerNarrative', { id, narrative: 'What happened.', reviews: [] })]);
    return one;
  };
  const keep: CommandArgs<'review-marker'> = { markerId: id, reviewedBy: '2026-11-22', keep: true, control: 'In pairs.', reviewBy: '2027-05-01', words: 'Still angry in June.' };
  it('keeps it with another date, or ends it; the reasons stay with the story', () => {
    const one = store();
    give(one, 'review-marker', keep, leader);
    expect(marker(one)).toMatchObject({ reviewBy: '2027-05-01', endedOn: null });
    expect(story(one)).toMatchObject({ narrative: 'What happened.', reviews: [{ kind: 'kept', words: 'Still angry in June.' }] });
    expect(give(one, 'review-marker', keep, leader)).toEqual({ kind: 'accepted', changes: [] });
    // Somebody who had the list open from before.
    expect(refusal(give(one, 'review-marker', { ...keep, keep: false }, other))).toBe('command.changed-meanwhile');
    give(one, 'review-marker', { ...keep, reviewedBy: '2027-05-01', keep: false }, leader);
    expect(marker(one).endedOn).toBe('2026-11-23');
    expect(give(one, 'review-marker', { ...keep, keep: false }, leader)).toEqual({ kind: 'accepted', changes: [] });
  });
  it('is a leader’s, with reasons, and of nothing that still waits for a second person', () => {
    expect(refusal(give(store(), 'review-marker', keep))).toBe('command.role-may-not');
    expect(refusal(give(store(), 'review-marker', { ...keep, words: '' }, leader))).toBe('command.reasons-needed');
    const provisional = store();
    provisional.apply([put('marker', { ...standing, provisional: true })]);
    expect(refusal(give(provisional, 'review-marker', keep, leader))).toBe('command.marker-provisional');
  });
  it('is asked for from the day after its date, and never hides the marker', () => {
    expect(asksFor(standing, '2026-11-22')).toBeNull();
    expect(asksFor(standing, '2026-11-23')).toBe('review');
    expect(asksFor({ ...standing, provisional: true }, '2026-11-01')).toBe('approval');
    expect(asksFor({ ...standing, endedOn: '2026-11-23' }, '2026-11-23')).toBeNull();
  });
});
