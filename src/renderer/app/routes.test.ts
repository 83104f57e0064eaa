import { describe, expect, it } from 'vitest';
import { HOME, lastSubject, replaced, went, wentBack, wentForward, type View } from './routes.ts';

const subject = (id: string): View => ({ name: 'subject', subject: { kind: 'resident', id }, caseId: null });
const worklist = (escalationId: string | null = null): View => ({ name: 'worklist', escalationId });

describe('the way through the app', () => {
  it('leads back and forth, and forward no more once another way is taken', () => {
    const there = went(went(HOME, subject('a')), subject('b'));
    const back = wentBack(there);
    expect(back.view).toEqual(subject('a'));
    expect(wentForward(back).view).toEqual(subject('b'));
    expect(wentForward(went(back, subject('c'))).view).toEqual(subject('c'));
    expect(wentBack(went(back, subject('c'))).view).toEqual(subject('a'));
  });

  it('stops at both ends', () => {
    expect(wentBack(HOME)).toBe(HOME);
    expect(wentForward(HOME)).toBe(HOME);
  });

  it('has no step to where one already is', () => {
    const at = went(HOME, subject('a'));
    expect(went(at, subject('a'))).toBe(at);
  });

  it('does not stop at every request looked through', () => {
    const looked = replaced(replaced(went(HOME, worklist()), worklist('e1')), worklist('e2'));
    expect(looked.view).toEqual(worklist('e2'));
    expect(wentBack(looked).view).toEqual(HOME.view);
  });

  it('finds the record looked at last', () => {
    expect(lastSubject(HOME)).toBeNull();
    expect(lastSubject(went(went(went(HOME, subject('a')), subject('b')), worklist()))).toEqual(subject('b'));
  });

  it('forgets the far past before it fills the memory', () => {
    let routes = HOME;
    for (let step = 0; step < 300; step += 1) routes = went(routes, subject(String(step)));
    expect(routes.before).toHaveLength(100);
  });
});
