/** One person's desk whose engine is killed again and again, and what the person knows of their work meanwhile. */
import type { CommandName } from '#domain/commands/all.ts';
import type { SignInAnswer } from '#contract/wire.ts';
import { temporaryFolder, testKey } from '../fixtures/test-desk.ts';
import type { Journal, Work } from '../histories/journal.ts';
import { DeskFiles } from './desk-files.ts';
import { EngineChild } from './engine-child.ts';

export interface Person { username: string; staffId: string; post: string; approver: boolean }

interface Unanswered { work: Work; name: CommandName; args: unknown }

const PASSPHRASE = 'river otter lantern';

export class KillDesk {
  readonly name: string;
  readonly person: Person;
  readonly folder = temporaryFolder();
  readonly deviceId: string;
  readonly files: DeskFiles;
  /** What was typed and acknowledged, by draft; and what was on its way when the engine died. */
  readonly drafts = new Map<string, { kept: string; maybe: string | null }>();
  readonly complaints: string[] = [];
  kills = 0;
  #engine: EngineChild | null = null;
  #unanswered: Unanswered[] = [];
  readonly #journal: Journal;
  readonly #url: string;

  constructor(name: string, person: Person, url: string, journal: Journal) {
    this.name = name;
    this.person = person;
    this.deviceId = `device-of-${name}-${String(process.pid)}`;
    this.files = new DeskFiles(this.folder, testKey());
    this.#url = url;
    this.#journal = journal;
  }

  /** The running engine; null while there is none. */
  get engine(): EngineChild | null {
    return this.#engine?.gone === false ? this.#engine : null;
  }

  /** Starts an engine and opens the desk in it; signs in with the centre where `online`, else as after a restart. */
  async start(online: boolean): Promise<void> {
    const engine = await EngineChild.start(() => { this.complaints.push(`${this.name}: the engine ended by itself`); });
    await engine.call('configure', { centralUrl: this.#url, appVersion: '0' });
    const signIn = online ? await this.#signIn(engine) : null;
    const opened = await engine.call('open', { folder: this.folder, key: testKey(), deviceId: this.deviceId, signIn, rebuildCache: false, setOutboxAside: false });
    if (opened === null) return;
    if (!opened.ok) {
      this.complaints.push(`${this.name} did not open: ${opened.failure.code} ${opened.failure.sentence}`);
      return;
    }
    this.#engine = engine;
    this.#checkDrafts();
    await this.#askAgain();
  }

  async #signIn(engine: EngineChild): Promise<SignInAnswer | null> {
    const answer = await engine.call('central-sign-in', { username: this.person.username, passphrase: PASSPHRASE, deviceId: this.deviceId });
    return answer?.ok === true ? answer.value : null;
  }

  async kill(): Promise<void> {
    this.kills += 1;
    await this.#engine?.kill();
    this.#engine = null;
  }

  async give(name: CommandName, args: unknown, about: { key: string; value: string }): Promise<void> {
    if (this.engine === null) return;
    await this.#send({ work: this.#journal.called(this.name, name, about.key, about.value), name, args });
  }

  async #send(one: Unanswered): Promise<void> {
    const given = await this.#engine?.screen('command.give', { name: one.name, args: one.args }) ?? null;
    if (given === null) {
      this.#journal.unanswered(one.work);
      this.#unanswered.push(one);
    } else if (given.ok) this.#journal.acknowledged(one.work, given.value.commandId);
    else if (given.failure.code === 'unexpected') this.complaints.push(`${this.name}: ${one.name} met ${given.failure.sentence}`);
    else this.#journal.turnedDown(one.work, given.failure.code);
  }

  /** Most people press the button again when the app is back; some forget. */
  async #askAgain(): Promise<void> {
    for (const one of this.#unanswered.splice(0)) if (one.work.n % 4 !== 0) await this.#send(one);
  }

  async type(key: string, value: string): Promise<void> {
    const before = this.drafts.get(key);
    if (before !== undefined) before.maybe = value;
    const saved = await this.engine?.screen('draft.save', { key, value }) ?? null;
    if (saved?.ok === true) this.drafts.set(key, { kept: value, maybe: null });
  }

  #checkDrafts(): void {
    const found = this.files.read('outbox.db', (database) => new Map(database.prepare<[], [string, string]>('SELECT key, value FROM draft').raw().all()));
    for (const [key, { kept, maybe }] of this.drafts) {
      const value = found.get(key);
      if (value !== kept && (maybe === null || value !== maybe)) this.complaints.push(`${this.name} lost what was typed into ${key}`);
    }
  }

  /** How the desk says that it stands, and what its files say. */
  async standing(): Promise<string> {
    const sync = await this.engine?.watch('sync', {});
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { phase, waiting } = sync?.()?.status[0] ?? { phase: 'no engine', waiting: null };
    const states = Map.groupBy(this.files.commands(), ({ state }) => state);
    const made = await this.engine?.screen('diagnostics.make') ?? null;
    const requests = made?.ok === true ? ` (${JSON.stringify({ ...made.value.bundle, events: made.value.bundle.events.slice(-20) })})` : '';
    return `${this.name} is ${phase}${phase === 'online' ? '' : requests}, ${String(waiting)} waiting, read to ${String(this.files.meta('cache.db', 'cursor'))}, ${[...states].map(([state, some]) => `${String(some.length)} ${state}`).join(', ')}`;
  }

  /** Takes note of the centre's answers as this desk has them. */
  noteAnswers(): void {
    const open = this.#journal.works.filter((work) => work.desk === this.name && work.status === null && work.turnedDown === null);
    if (open.length === 0) return;
    const commands = this.files.commands();
    const byId = new Map(commands.map((command) => [command.commandId, command]));
    const byPress = new Map(commands.map((command) => [command.press, command]));
    for (const work of open) {
      const command = byId.get(work.commandId ?? '') ?? (work.unsure ? byPress.get(pressOf(work)) : undefined);
      if (command === undefined || command.state === 'waiting' || command.state === 'sent') continue;
      const status = command.state === 'refused' || command.state === 'parked' ? command.state : 'accepted';
      this.#journal.settled(work, { commandId: command.commandId, status, version: command.version, sentence: command.sentence });
    }
  }

  /** Looks at somebody's whole timeline as the screen shows it. */
  async view(residentId: string): Promise<void> {
    const calledAt = this.#journal.now();
    const shown: { value: string; pending: boolean }[] = [];
    let before = { before: Number.MAX_SAFE_INTEGER, beforeKey: '' };
    for (;;) {
      const page = await this.engine?.screen('timeline.page', { subject: { kind: 'resident', id: residentId }, ...before, limit: 500 }) ?? null;
      if (page?.ok !== true) return;
      const { entries, more } = page.value;
      shown.push(...entries.flatMap((entry) => entry.kind === 'contact' ? [{ value: entry.contact.id, pending: entry.pending }] : []));
      const last = entries.at(-1);
      if (!more || last === undefined) break;
      before = { before: last.at, beforeKey: last.key };
    }
    this.#journal.view({ desk: this.name, key: residentId, calledAt, returnedAt: this.#journal.now(), shown });
  }
}

/** What makes two presses one, as the desk keeps it; see `give.ts` of the engine. */
const pressOf = ({ name, key, value }: Work): string => name === 'answer-escalation' ? `${name} ${key} ${pressedAnswer(value)}` : `${name} ${value}`;

/** `approved 3000 staff-x` was pressed as `approve 3000`. */
function pressedAnswer(value: string): string {
  const [state, amount] = value.split(' ');
  if (state === 'approved') return `approve ${String(amount)}`;
  return state === 'declined' ? 'decline null' : 'refer null';
}
