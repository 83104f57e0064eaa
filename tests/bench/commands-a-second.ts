import { benchDesk, contactCommand } from './bench-desk.ts';
import { drainDesk, type Drained } from './drained.ts';

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
  const bare = await benchDesk(base, usernames[0] ?? '', passphrase);
  const work = Array.from({ length: 500 }, () => contactCommand(bare));
  const bareMs = await time(() => bare.send(work, AT_ONCE));
  const drained: Drained[] = [];
  for (const count of [500, 2000, 10_000]) drained.push(await drainDesk(base, usernames[0] ?? '', passphrase, count));
  return [
    '| commands | figure |', '|---|---|',
    `| at the centre, ${String(DESKS)} desks sending ${String(AT_ONCE)} at once | ${whole(DESKS * EACH / (together / 1000))} a second |`,
    `| at the centre, ${String(DESKS)} desks sending one at a time | ${whole(DESKS * 25 / (oneByOne / 1000))} a second |`,
    `| 500 over the bare wire, one after the other in pushes of ${String(AT_ONCE)} | ${(bareMs / 1000).toFixed(1)} s |`,
    ...drained.map(({ count, ms, firstGiveMs, lastGiveMs, openMs, longestTurnMs }) =>
      `| ${whole(count)} given offline at a real desk, sent and read back | ${(ms / 1000).toFixed(1)} s (${whole(count / (ms / 1000))} a second); longest turn ${longestTurnMs.toFixed(0)} ms; giving one ${firstGiveMs.toFixed(1)} ms at first and ${lastGiveMs.toFixed(1)} ms at last; opening with all of it unsent ${openMs.toFixed(0)} ms |`),
  ];
}
