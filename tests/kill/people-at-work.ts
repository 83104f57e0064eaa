/** What people do all day, as fast as a machine lets them: log, decide within limits they share, ask, answer, type, look. */
import type { Journal } from '../histories/journal.ts';
import type { Random } from '../sim/random.ts';
import type { CentreReader } from './centre-reader.ts';
import type { KillDesk } from './kill-desk.ts';

export interface WorkPlace {
  desks: KillDesk[];
  readers: CentreReader[];
  journal: Journal;
  random: Random;
  /** Whom they deal with: the first few far more often than the rest. */
  residents: string[];
  /** The feed's head before anything was done. */
  from: number;
  /** Everybody's rest between two things, in milliseconds, at most. */
  restMs: number;
}

const MOST_UNSENT = 200;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class PeopleAtWork {
  readonly #place: WorkPlace;
  /** Of one run, so that two runs over one store do not meet. */
  readonly #run = Date.now().toString(36);
  #drawn = 0;
  #stopped = false;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(place: WorkPlace) {
    this.#place = place;
  }

  begin(): void {
    const { desks, readers } = this.#place;
    this.#ended = Promise.all([...desks.map((desk) => this.#sit(desk)), ...readers.map((reader) => this.#readAtCentre(reader))]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#ended;
  }

  #id(kind: string): string {
    this.#drawn += 1;
    return `${kind}-${this.#run}-${String(this.#drawn).padStart(7, '0')}`;
  }

  #somebody(): string {
    const { random, residents } = this.#place;
    return random.chance(0.5) ? random.pick(residents.slice(0, 3)) : random.pick(residents);
  }

  async #sit(desk: KillDesk): Promise<void> {
    const { random, restMs } = this.#place;
    const watching = { engine: desk.engine, waiting: await desk.engine?.watch('worklist', {}) };
    while (!this.#stopped) {
      const { engine } = desk;
      if (engine === null) {
        await sleep(20);
        continue;
      }
      if (desk.person.approver && watching.engine !== engine) Object.assign(watching, { engine, waiting: await engine.watch('worklist', {}) });
      const what = random.next();
      // Whoever sees so much waiting looks rather than adds to it: what is tried here is losing work, not drowning a centre.
      if (engine.unsent > MOST_UNSENT) {
        await this.#look(desk);
        await sleep(random.below(restMs));
        continue;
      }
      if (what < 0.4) await this.log(desk);
      else if (what < 0.58) await this.#decide(desk);
      else if (what < 0.7) await this.#ask(desk);
      else if (what < 0.85 && desk.person.approver) await this.#answer(desk, (watching.waiting?.()?.waiting ?? []).filter(({ mayAnswer }) => mayAnswer).map(({ escalation }) => escalation));
      else if (what < 0.9) await desk.type(`contact:${this.#somebody()}`, `half a sentence, ${this.#id('draft')}`);
      else await this.#look(desk);
      await sleep(random.below(restMs));
    }
  }

  async log(desk: KillDesk): Promise<void> {
    const residentId = this.#somebody();
    const contactId = this.#id('contact');
    const now = Date.now();
    await desk.give('log-contact', {
      contactId, residentId, propertyId: null, anonymous: false, caseId: null, serviceId: '524', channel: 'phone-in', reason: 'report',
      outcome: 'logged', avoidable: null, furtherMatters: [], enquiry: null, next: null, note: 'The bin was missed.', startedAt: now - 1000, endedAt: now,
    }, { key: residentId, value: contactId });
  }

  async #decide(desk: KillDesk): Promise<void> {
    const decisionId = this.#id('decision');
    const residentId = this.#somebody();
    await desk.give('make-decision', {
      decisionId, reference: decisionId, clauseId: 'goodwill', residentId, contactId: null, amount: 100 * (1 + this.#place.random.below(8)), item: null,
      reasonCode: 'council-fault', reasons: 'Missed.', evidence: [{ kind: 'fault-recorded', detail: 'log' }], confirmed: ['apology'], details: {}, verifiedLevel: null, interest: '', alternativesRejected: '',
    }, { key: residentId, value: decisionId });
  }

  async #ask(desk: KillDesk): Promise<void> {
    const escalationId = this.#id('escalation');
    const residentId = this.#somebody();
    await desk.give('request-approval', {
      escalationId, reference: escalationId, clauseId: 'goodwill', residentId, contactId: null, amount: 4000, item: null, reasonCode: 'council-fault',
      reasons: 'Missed.', evidence: [{ kind: 'fault-recorded', detail: 'log' }], details: {}, verifiedLevel: null, interest: '', confirmed: [], alternativesRejected: '', exceptional: false,
    }, { key: escalationId, value: escalationId });
  }

  /** Of what waits the oldest but a few: two team leaders often answer the same. */
  async #answer(desk: KillDesk, waiting: { id: string; requestedAmount: number }[]): Promise<void> {
    const { random } = this.#place;
    const asked = waiting[random.below(Math.min(3, waiting.length))];
    if (asked === undefined) return;
    const { id: key, requestedAmount } = asked;
    const way = random.next();
    const { staffId } = desk.person;
    if (way < 0.6) {
      const amount = Math.min(requestedAmount, 100 + 100 * random.below(30));
      await desk.give('answer-escalation', { escalationId: key, answer: 'approve', amount, reasons: 'Fair.' }, { key, value: `approved ${String(amount)} ${staffId}` });
    } else if (way < 0.8) {
      await desk.give('answer-escalation', { escalationId: key, answer: 'decline', amount: null, reasons: 'Not our fault.' }, { key, value: `declined ${staffId}` });
    } else {
      await desk.give('answer-escalation', { escalationId: key, answer: 'refer', amount: null, reasons: 'Above me.' }, { key, value: `pending ${desk.person.post === 'team-leader' ? 'service-manager' : 'team-leader'}` });
    }
  }

  /** What the screen shows of somebody; what the copy holds of them and of a request. */
  async #look(desk: KillDesk): Promise<void> {
    const { journal, from } = this.#place;
    const key = this.#somebody();
    await desk.view(key);
    if (desk.engine === null) return;
    const calledAt = journal.now();
    const request = this.#recentRequest();
    const seen = [
      { of: 'list' as const, key, value: desk.files.list(key, from), version: null },
      ...request === null ? [] : [{ of: 'register' as const, key: request, ...desk.files.register(request) }],
    ];
    const returnedAt = journal.now();
    for (const one of seen) journal.read({ reader: desk.name, at: 'desk', calledAt, returnedAt, ...one });
    desk.noteAnswers();
  }

  async #readAtCentre(reader: CentreReader): Promise<void> {
    const { random, restMs } = this.#place;
    while (!this.#stopped) {
      const request = random.chance(0.5) ? this.#recentRequest() : null;
      const read = request === null ? await reader.readList(this.#somebody()) : await reader.readRegister(request);
      await sleep(read ? random.below(restMs * 2) : 100);
    }
  }

  #recentRequest(): string | null {
    const { journal, random } = this.#place;
    const asked = journal.works.slice(-120).filter(({ name, turnedDown }) => name === 'request-approval' && turnedDown === null);
    return asked.length === 0 ? null : random.pick(asked).key;
  }
}
