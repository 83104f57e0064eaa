/** The command line at a centre that takes its time, falls silent or ends; real connections, and minutes that pass by hand. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Outcome } from '#contract/failures.ts';
import { askAtDoor, openDoor } from './door.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const end of ends.splice(0)) end();
});

interface Asked { answer: Promise<Outcome<string> | null>; said: string[] }

/** Asks a centre that says what `answers` writes; `heard` is called with each line of progress. */
async function askOf(answers: (response: ServerResponse) => void, heard: (line: string, response: ServerResponse) => void = () => undefined): Promise<Asked> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'casefront-door-'));
  let asked: ServerResponse | null = null;
  const server = createServer((_request, response) => {
    asked = response;
    response.writeHead(200);
    answers(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  await openDoor(folder, `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, 'key');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const said: string[] = [];
  const answer = askAtDoor(folder, { name: 'duplicates', words: ['run'], flags: {}, texts: {}, by: 'ada' }, (line) => {
    said.push(line);
    if (asked !== null) heard(line, asked);
  });
  return { answer, said };
}
const doing = (line: string): string => `${JSON.stringify({ kind: 'doing', line })}\n`;
const done = `${JSON.stringify({ kind: 'done', text: 'It is done.' })}\n`;

test('work of many minutes is waited for as long as the centre says that it is at it', async () => {
  const { answer, said } = await askOf((response) => response.write(doing('1')), (line, response) => {
    vi.advanceTimersByTime(50_000);
    response.write(line === '5' ? done : `\n${doing(String(Number(line) + 1))}`);
  });
  expect(await answer).toEqual({ ok: true, value: 'It is done.' });
  expect(said).toEqual(['1', '2', '3', '4', '5']);
});

test('a line that comes in pieces is one line', async () => {
  const { answer } = await askOf((response) => {
    response.write(doing('1') + done.slice(0, 10));
  }, (_line, response) => response.write(done.slice(10)));
  expect(await answer).toEqual({ ok: true, value: 'It is done.' });
});

test.each([
  ['says nothing for a minute', () => { vi.advanceTimersByTime(60_000); }],
  ['ends in the middle', (response: ServerResponse) => { response.destroy(); }],
  ['ends its answer without one', (response: ServerResponse) => { response.end(); }],
])('a centre that %s is told as that', async (_what, ending) => {
  const { answer } = await askOf((response) => response.write(doing('1')), (_line, response) => { ending(response); });
  expect(await answer).toMatchObject({ ok: false, failure: { code: 'centre-unreachable', sentence: expect.stringContaining('stopped answering before it was done') as string } });
});
