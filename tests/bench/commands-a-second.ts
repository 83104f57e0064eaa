import { benchDesk, contactCommand } from './bench-desk.ts';

const whole = (count: number): string => Math.round(count).toLocaleString('en-GB');
const DESKS = 8;
const EACH = 200;
/** As the engine sends them. */
const AT_ONCE = 20;

/** Commands a second from several desks at once, and work drained after a time offline. */
export async function commandFigures(base: string, passphrase: string, usernames: string[]): Promise<string[]> {
  const desks = await Promise.all(Array.from({ length: DESKS }, (_none, n) => benchDesk(base, usernames[n % usernames.length] ?? '', passphrase)));
  const time = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const all = desks.map((desk) => Array.from({ length: EACH }, () => contactCommand(desk)));
  const together = await time(() => Promise.all(desks.map((desk, n) => desk.send(all[n] ?? [], AT_ONCE))));
  const single = desks.map((desk) => Array.from({ length: 25 }, () => contactCommand(desk)));
  const oneByOne = await time(() => Promise.all(desks.map((desk, n) => desk.send(single[n] ?? [], 1))));
  const drained: [number, number][] = [];
  for (const count of [500, 10_000]) {
    const desk = await benchDesk(base, usernames[0] ?? '', passphrase);
    const work = Array.from({ length: count }, () => contactCommand(desk));
    drained.push([count, await time(() => desk.send(work, AT_ONCE))]);
  }
  return [
    '| commands | figure |', '|---|---|',
    `| at the centre, ${String(DESKS)} desks sending ${String(AT_ONCE)} at once | ${whole(DESKS * EACH / (together / 1000))} a second |`,
    `| at the centre, ${String(DESKS)} desks sending one at a time | ${whole(DESKS * 25 / (oneByOne / 1000))} a second |`,
    ...drained.map(([count, ms]) => `| ${whole(count)} made offline, drained by one desk | ${(ms / 1000).toFixed(2)} s (${whole(count / (ms / 1000))} a second) |`),
  ];
}
