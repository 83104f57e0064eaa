/** The centre as a process of its own: started, refused, killed and started again on what it left behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { helloSchema, pushAnswerSchema, signInAnswerSchema } from '#contract/wire.ts';
import { centreEntry } from '../../scripts/build.ts';
import { BRIEFLY } from '../../scripts/centre-process.ts';
import { envelope, logArgs, post, signIn, versions } from '../../src/central/testing/desk.ts';

const project = path.resolve(import.meta.dirname, '../..');
const council = path.join(project, 'resources/demo-council');
const LIMIT = 120_000;

interface Centre { child: ChildProcess; base: string; printed: string[] }

const running = new Set<ChildProcess>();

function start(args: string[]): { child: ChildProcess; printed: string[] } {
  const child = spawn(process.execPath, [...BRIEFLY, centreEntry(), ...args], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', (line) => { printed.push(line); });
  return { child, printed };
}

async function refusal(args: string[]): Promise<{ status: number | null; text: string }> {
  const { child, printed } = start(args);
  const [status] = await once(child, 'close') as [number | null];
  return { status, text: printed.join('\n') };
}

function serve(args: string[]): Promise<Centre> {
  const { child, printed } = start(['serve', '--council', council, '--port', '0', '--residents', '0', '--log', 'error', ...args]);
  return new Promise((resolve, reject) => {
    child.once('close', () => { reject(new Error(`the centre stopped before it listened:\n${printed.join('\n')}`)); });
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.startsWith('{"listening"')) resolve({ child, printed, base: (JSON.parse(line) as { listening: string }).listening });
    });
  });
}

async function stop(centre: Centre, signal: NodeJS.Signals): Promise<number | null> {
  centre.child.kill(signal);
  const [status] = await once(centre.child, 'close') as [number | null];
  return status;
}

describe('the centre as a process', () => {
  let folder = '';
  beforeAll(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'casefront-central-')); });
  afterEach(async () => {
    for (const child of running) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'close');
      }
    }
    running.clear();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('keeps what it answered for through a kill, takes its folder over again, and ends cleanly when asked', async () => {
    const data = path.join(folder, 'killed');
    const first = await serve(['--data', data]);
    const hello = helloSchema.parse(await (await fetch(`${first.base}/v1/hello`)).json());
    const person = hello.demoPeople.find((one) => one.post === 'customer-service-operative');
    const signedIn = signInAnswerSchema.parse(await (await signIn(first.base, person?.username ?? '', hello.demoPassphrase ?? '', 'desk-of-the-test')).json());
    const commands = [1, 2, 3].map((seq) => envelope(seq, 'log-contact', logArgs({ residentId: null, anonymous: true, serviceId: null })));
    const push = (base: string) => post(base, '/v1/push',
      { ...versions, epoch: signedIn.epoch, deviceId: 'desk-of-the-test', staffId: signedIn.staff.id, centreClockOffset: 0, commands }, signedIn.token);
    const answered = pushAnswerSchema.parse(await (await push(first.base)).json());
    expect(answered.results.map((result) => result.status)).toEqual(['accepted', 'accepted', 'accepted']);
    await stop(first, 'SIGKILL');

    const second = await serve(['--data', data]);
    // The same token, epoch and answers: nothing that was acknowledged has gone, and nothing is done twice.
    expect(pushAnswerSchema.parse(await (await push(second.base)).json()).results).toEqual(answered.results);
    expect(await stop(second, 'SIGTERM')).toBe(0);
    await expect(readFile(path.join(data, 'centre.lock'))).rejects.toThrow(/ENOENT/);
  }, LIMIT);

  it('refuses a folder another centre uses, and a port another program has', async () => {
    const data = path.join(folder, 'shared');
    const centre = await serve(['--data', data]);
    const second = await refusal(['serve', '--council', council, '--data', data, '--port', '0']);
    expect(second.status).toBe(1);
    expect(second.text).toContain(`in use by another central store (process ${String(centre.child.pid)})`);

    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const third = await refusal(['serve', '--council', council, '--data', 'memory', '--residents', '0', '--port', String(port)]);
    squatter.close();
    expect(third.status).toBe(1);
    expect(third.text).toContain(`Port ${String(port)} is taken`);
  }, LIMIT);

  it('does what an administrator asks, while it serves and when it does not', async () => {
    const data = path.join(folder, 'administered');
    const centre = await serve(['--data', data]);
    const ask = (...words: string[]) => refusal([...words, '--council', council, '--data', data]);
    const hello = helloSchema.parse(await (await fetch(`${centre.base}/v1/hello`)).json());
    const scopesOf = async (): Promise<string[]> =>
      signInAnswerSchema.parse(await (await signIn(centre.base, 'tom.bradley', hello.demoPassphrase ?? '', 'desk-of-tom')).json()).scopes;
    expect(await scopesOf()).not.toContain('restricted:160');
    expect(await ask('scope', 'grant', 'tom.bradley', 'restricted:160')).toMatchObject({ status: 0, text: 'Tom Bradley now holds restricted:160. Their desks fetch what belongs to it.' });
    expect(await scopesOf()).toContain('restricted:160');
    expect(await ask('scope', 'grant', 'tom.bradley', 'leaders')).toMatchObject({ status: 1, text: expect.stringContaining('can’t be granted') as string });
    expect((await ask('devices', 'tom.bradley')).text).toContain('desk-of-tom  Tom Bradley');
    expect(await ask('receipts')).toMatchObject({ status: 0, text: 'No desk has purged anything or been wiped.' });
    const stranger = await fetch(`${centre.base}/v1/administer`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer guessed' }, body: JSON.stringify({ name: 'scope', words: ['list'], flags: {}, by: 'x' }),
    });
    expect(stranger.status).toBe(403);
    const times = ['--from', '2099-11-27T18:00Z', '--until', '2099-11-27T20:00Z', '--reason', 'server move'];
    expect((await ask('pause', 'announce', ...times)).text).toContain('more than a year ahead');
    await stop(centre, 'SIGTERM');
    expect((await ask('scope', 'list')).text).toContain('Tom Bradley: restricted:160');
    expect((await ask('scope', 'revoke', 'tom.bradley', 'restricted:160')).status).toBe(0);
    expect((await ask('wipe', 'desk-of-nobody')).text).toContain('has been in touch');
  }, LIMIT);

  it.each([
    ['no store', ['serve', '--council', council], 2, 'Give either --data or --postgres'],
    ['no work', ['--council', council], 2, 'Say what to do'],
    ['an unknown option', ['serve', '--colour', 'blue'], 2, '--colour'],
    ['a port that is no number', ['serve', '--council', council, '--data', 'memory', '--port', 'ninety'], 2, '--port takes a whole number'],
    ['no council', ['serve', '--council', os.devNull, '--data', 'memory'], 1, 'council.json'],
    ['a PostgreSQL that is not there', ['serve', '--council', council, '--postgres', 'postgres://someone:secret@127.0.0.1:1/nothing'], 1, 'Check that it runs'],
  ])('says what is wrong with %s', async (_what, args, status, sentence) => {
    const refused = await refusal(args);
    expect(refused.status).toBe(status);
    expect(refused.text).toContain(sentence);
    expect(refused.text).not.toMatch(/secret| at .*\.ts/);
  }, LIMIT);
});
