/** The line between desks and centre: requests wait here until the script delivers, loses, cuts or repeats them. */
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { PROTOCOL_VERSION } from '#contract/versions.ts';

export type Fault = 'refuse' | 'drop' | 'cut' | 'twice' | 'stranger';

/** How the centre's version and the desks' differ: it fits no desk any more, no desk fits it yet, or it does not know what they send. */
export type Skew = 'too-old' | 'too-new' | 'newer-commands';

export interface Message {
  readonly desk: string;
  readonly path: string;
  /** Until when the centre may hold the question, in virtual milliseconds; null where it answers at once. */
  readonly holdUntil: number | null;
  settled: boolean;
  /** How much news there had been when the centre last had nothing to say to it. */
  heldAt: number | null;
  readonly url: URL;
  readonly init: RequestInit;
  readonly answer: (response: Response) => void;
  readonly fail: () => void;
}

export class Network {
  readonly waiting: Message[] = [];
  /** Counts whatever may give the centre something to say. */
  news = 0;
  /** For so many questions. */
  skew: { how: Skew; questions: number } | null = null;
  /** The centre as it runs now; null while it is stopped. */
  centre: FastifyInstance | null = null;

  /** `fetch` as a desk has it. */
  fetchOf(desk: string): typeof fetch {
    return (input, init = {}) => new Promise<Response>((resolve, reject) => {
      const url = new URL(input as URL);
      const wait = Number(url.searchParams.get('wait') ?? 0) * 1000;
      const message: Message = {
        desk, path: url.pathname, url, init, settled: false, heldAt: null, holdUntil: wait > 0 ? Date.now() + wait : null,
        answer: (response) => { if (this.#leave(message)) resolve(response); },
        fail: () => { if (this.#leave(message)) reject(new TypeError('fetch failed')); },
      };
      // Streams do not get through this line: whoever asks for the head is told of it all the same (tests/sync/live.test.ts has both).
      if (url.pathname === '/v1/live') return resolve(new Response('{}', { status: 404 }));
      if (init.signal?.aborted === true) return reject(new DOMException('aborted', 'AbortError'));
      init.signal?.addEventListener('abort', () => { if (this.#leave(message)) reject(new DOMException('aborted', 'AbortError')); }, { once: true });
      this.waiting.push(message);
    });
  }

  /** A message is answered once; what comes after is nobody's any more. */
  #leave(message: Message): boolean {
    if (message.settled) return false;
    message.settled = true;
    this.waiting.splice(this.waiting.indexOf(message), 1);
    return true;
  }

  /** What the centre may have an answer to: not what it holds until there is news. */
  ready(): Message[] {
    return this.waiting.filter(({ heldAt, holdUntil }) => heldAt !== this.news || holdUntil === null || Date.now() >= holdUntil);
  }

  /** Whatever a desk had on the line goes with it. */
  forget(desk: string): void {
    for (const message of this.waiting.filter((one) => one.desk === desk)) message.fail();
  }

  /** Carries one message to the centre and its answer back, with a fault on the way or none. `cutAt` is a share of the answer. */
  async deliver(message: Message, fault: Fault | null, cutAt: number): Promise<string> {
    if (fault === 'refuse' || this.centre === null) {
      message.fail();
      return 'refused';
    }
    if (fault === 'twice') await this.#ask(message);
    const { status, body } = await this.#ask(message, fault === 'stranger');
    if (fault === 'drop') {
      message.fail();
      return `answered ${String(status)}, and the answer was lost`;
    }
    if (this.#holds(message, status, body)) return 'held';
    const cut = fault === 'cut' ? Math.floor(body.length * cutAt) : null;
    message.answer(new Response(cut === null ? body : cutStream(body, cut), { status, headers: { 'content-type': 'application/json' } }));
    return cut === null ? String(status) : `${String(status)}, cut after ${String(cut)} of ${String(body.length)} bytes`;
  }

  /** The centre holds a question about its head until there is news; here the line does, so that one clock rules all. */
  #holds(message: Message, status: number, body: Uint8Array): boolean {
    if (message.holdUntil === null || status !== 200 || Date.now() >= message.holdUntil) return false;
    const { version } = JSON.parse(Buffer.from(body).toString('utf8')) as { version: number };
    if (version !== Number(message.url.searchParams.get('after'))) return false;
    message.heldAt = this.news;
    return true;
  }

  /** As a desk of another version would have said it. */
  #skewed(path: string, body: string): string {
    if (this.skew === null) return body;
    const { how } = this.skew;
    this.skew.questions -= 1;
    if (this.skew.questions <= 0) this.skew = null;
    const said = JSON.parse(body) as { protocol?: number; commands?: { version: number }[] };
    if (how === 'newer-commands') {
      if (path !== '/v1/push' || said.commands === undefined) return body;
      return JSON.stringify({ ...said, commands: said.commands.map((command) => ({ ...command, version: command.version + 1 })) });
    }
    return said.protocol === undefined ? body : JSON.stringify({ ...said, protocol: how === 'too-old' ? 0 : PROTOCOL_VERSION + 1 });
  }

  async #ask({ url, init }: Message, stranger = false): Promise<{ status: number; body: Uint8Array<ArrayBuffer> }> {
    const asked = new URL(url);
    asked.searchParams.delete('wait');
    const headers = { ...init.headers as Record<string, string> };
    if (stranger && headers['authorization'] !== undefined) headers['authorization'] = 'Bearer of.nobody.here';
    const response = await this.centre?.inject({
      method: (init.method ?? 'GET') as 'GET' | 'POST', url: `${asked.pathname}${asked.search}`, headers,
      ...typeof init.body === 'string' ? { payload: this.#skewed(url.pathname, init.body) } : {},
    });
    if (response === undefined) return { status: 503, body: new Uint8Array() };
    const raw = response.rawPayload;
    return { status: response.statusCode, body: new Uint8Array(response.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw) };
  }
}

/** Bytes up to a place, and then the end of the line. */
function cutStream(body: Uint8Array<ArrayBuffer>, at: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = false;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (sent || at === 0) controller.error(new TypeError('terminated'));
      else controller.enqueue(body.slice(0, at));
      sent = true;
    },
  });
}
