import { describe, expect, it } from 'vitest';
import { DraftKeeper, type DraftStatus } from './draft-keeper.ts';

function aKeeper() {
  const told: string[] = [];
  const waits: (() => void)[] = [];
  let answer: () => boolean | Promise<boolean> = () => true;
  const keeper = new DraftKeeper('contact:resident:r1', {
    save: async (_key, value) => { told.push(value); return answer(); },
    discard: async () => { told.push('(discarded)'); return answer(); },
    later: (run) => {
      waits.push(run);
      return () => { if (waits.includes(run)) waits.splice(waits.indexOf(run), 1); };
    },
  });
  return { keeper, told, waits, passTime: () => { for (const run of waits.splice(0)) run(); }, answerWith: (next: typeof answer) => { answer = next; } };
}
const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

describe('a draft', () => {
  it('is saved once for many keys, the newest text, and never put off by typing on', async () => {
    const { keeper, told, waits, passTime } = aKeeper();
    keeper.change('a');
    keeper.change('ab');
    expect(waits).toHaveLength(1);
    expect(keeper.status).toBe('saving');
    passTime();
    await settled();
    expect(told).toEqual(['ab']);
    expect(keeper.status).toBe('saved');
  });

  it('saves what came while it was saving, after it and in order', async () => {
    const { keeper, told, answerWith } = aKeeper();
    let finish: (kept: boolean) => void = () => undefined;
    answerWith(() => new Promise<boolean>((resolve) => { finish = resolve; }));
    keeper.change('a');
    const flushed = keeper.flush();
    keeper.change('ab');
    expect(told).toEqual(['a']);
    answerWith(() => true);
    finish(true);
    await flushed;
    expect(told).toEqual(['a', 'ab']);
  });

  it('is tried again until it is kept, and says so meanwhile', async () => {
    const { keeper, told, passTime, answerWith } = aKeeper();
    const heard: DraftStatus[] = [];
    keeper.onStatus((status) => heard.push(status));
    answerWith(() => false);
    keeper.change('a');
    await keeper.flush();
    expect(keeper.status).toBe('saving');
    answerWith(() => true);
    passTime();
    await settled();
    expect(told).toEqual(['a', 'a']);
    expect(heard.at(-1)).toBe('saved');
  });

  it('is gone once discarded, though a save was waiting', async () => {
    const { keeper, told, passTime } = aKeeper();
    keeper.change('a');
    await keeper.discard();
    passTime();
    await settled();
    expect(told).toEqual(['(discarded)']);
  });

  it('has nothing to save until something is typed', async () => {
    const { keeper, told } = aKeeper();
    await keeper.flush();
    expect(told).toEqual([]);
    keeper.change('a');
    await keeper.flush();
    expect(told).toEqual(['a']);
    expect(keeper.status).toBe('saved');
  });
});
