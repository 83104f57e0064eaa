import { benchDesk, contactCommand, type BenchDesk } from './bench-desk.ts';
import { startLive } from '../../src/engine/sync/live-news.ts';
import { succeed } from '../../src/contract/failures.ts';
import { figureOf } from './figures.ts';

const DESKS = 200;
const CHANGES = 20;
const BETWEEN_MS = 500;

/** From the moment one desk sends a change until each of the others has read it in the feed. */
export async function deskToDesk(base: string, passphrase: string, usernames: string[]): Promise<string[]> {
  const desks: BenchDesk[] = [];
  for (let n = 0; n < DESKS; n += 1) desks.push(await benchDesk(base, usernames[n % usernames.length] ?? '', passphrase));
  const sent = new Map<string, number>();
  const samples: number[] = [];
  let asked = 0;
  const ending = new AbortController();

  const follow = async (desk: BenchDesk): Promise<void> => {
    const { client, token, epoch } = desk;
    const live = startLive((onNews, signal) => client.live(token, onNews, signal));
    live.hurry();
    while (!ending.signal.aborted) {
      const told = await live.next({ epoch, version: desk.cursor }, 25_000, ending.signal);
      if (told === 'lost') await new Promise((resolve) => setTimeout(resolve, 20));
      if (told !== 'news') continue;
      const streamed = live.page({ epoch, version: desk.cursor });
      const page = streamed === null ? await client.pull(token, { epoch, cursor: desk.cursor, limit: 1000 }, ending.signal) : succeed(streamed);
      if (!page.ok) continue;
      if (streamed === null) asked += 1;
      desk.cursor = page.value.version;
      for (const { id } of page.value.changes) {
        const at = sent.get(id);
        if (at !== undefined) samples.push(performance.now() - at);
      }
    }
    await live.stop();
  };
  const [writer, ...others] = desks;
  if (writer === undefined) throw new Error('no desk');
  const following = others.map(follow);
  for (let n = 0; n < CHANGES; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    const command = contactCommand(writer);
    sent.set((command.args as { contactId: string }).contactId, performance.now());
    await writer.send([command], 1);
  }
  await new Promise((resolve) => setTimeout(resolve, 3000));
  ending.abort();
  await Promise.all(following);
  const { median, p95, runs } = figureOf(samples);
  return [
    '| one change, desk to desk | figure |', '|---|---|',
    `| ${String(DESKS)} desks following the stream, from sending to read | median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms (${runs.toLocaleString('en-GB')} of ${((DESKS - 1) * CHANGES).toLocaleString('en-GB')} came; ${String(asked)} of them had to be asked for) |`,
  ];
}
