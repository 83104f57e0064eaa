/** The centre as real processes: one over its own files, or several over one PostgreSQL behind one address. */
import type { ChildProcess } from 'node:child_process';
import { startCentre, type CentreOptions, type CentreProcess } from '../../scripts/centre-process.ts';
import { openBalancer, type Balancer } from './balancer.ts';

export class Centre {
  readonly #options: CentreOptions;
  #process: CentreProcess | null = null;
  #starting: ChildProcess | null = null;
  port = 0;
  kills = 0;
  /** Of those, how many met it before it listened. */
  killsAtStart = 0;
  readonly printed: string[] = [];

  constructor(options: CentreOptions) {
    this.#options = options;
    // An engine ends with whoever started it; a centre would serve on for nobody.
    process.once('exit', () => { this.#starting?.kill('SIGKILL'); });
  }

  get url(): string { return `http://127.0.0.1:${String(this.port)}`; }
  get running(): boolean { return this.#process !== null; }

  /** Starts on the port it had before; resolves when it listens, rejects where it was killed before that or can't start. */
  async start(): Promise<void> {
    this.#process = await startCentre({
      ...this.#options, port: this.port,
      onSpawn: (child) => { this.#starting = child; },
      onLine: (line) => {
        this.printed.push(line);
        if (this.printed.length > 500) this.printed.shift();
      },
    });
    this.port = this.#process.port;
  }

  async kill(): Promise<void> {
    this.kills += 1;
    const running = this.#process;
    this.#process = null;
    await running?.kill();
  }

  /** Begins a start and kills it after `ms`, wherever it is by then. */
  async killWhileStarting(ms: number): Promise<void> {
    const begun = this.start().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.kills += 1;
    if (!this.running) this.killsAtStart += 1;
    this.#starting?.kill('SIGKILL');
    await begun;
    await this.#process?.kill();
    this.#process = null;
  }

  /** As a rolling restart does: requests under way are answered first. */
  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    await running?.stop();
  }
}

export interface Centres { members: Centre[]; url: string; close: () => Promise<void> }

/** `count` centres, which must share a PostgreSQL where there are several; the first fills an empty store. */
export async function startCentres(count: number, options: CentreOptions): Promise<Centres> {
  const members = Array.from({ length: count }, () => new Centre(options));
  for (const member of members) await member.start();
  const [only] = members;
  const balancer: Balancer | null = count > 1 ? await openBalancer(() => members.filter(({ running }) => running).map(({ port }) => port)) : null;
  return {
    members, url: balancer?.url ?? only?.url ?? '',
    close: async () => {
      await Promise.all(members.map((member) => member.kill()));
      await balancer?.close();
    },
  };
}
