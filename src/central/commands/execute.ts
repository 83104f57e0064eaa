/**
 * A desk's commands at the centre, which decides again and has the last word. A command's rows, its feed entries, the
 * audit line and the stored answer stand or fall together, so a desk that asks again gets the same answer.
 */
import { commandNamed } from '#domain/commands/all.ts';
import type { Context } from '#domain/commands/command.ts';
import { schemeInForce } from '#domain/delegation/in-force.ts';
import { runCommandAsync } from '#domain/commands/run.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { countsFrom } from '#domain/time/windows.ts';
import { say } from '#domain/words/say.ts';
import { argsInLatest } from '#contract/command-history.ts';
import { commandSchemas } from '#contract/commands.ts';
import { isCommandName } from '#domain/commands/names.ts';
import type { CommandResult, Envelope } from '#contract/wire.ts';
import { lockHead } from '../feed/write-changes.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';
import { isMissingRow, isOutsideAuthority, noteOffer, outcomeOf, requestIn, restoreBehind, WAITING } from '../restore/offers.ts';
import { appendRecords } from '../records/receive.ts';
import { listSchemes } from '../scheme/publish.ts';
import { acceptedBefore, lockDevice, storedResult, storeResults, type DeskKey, type Told } from './device.ts';
import { isOutOfSight } from './out-of-sight.ts';
import { personIn, type Person } from './people.ts';
import { isStorable } from './storable.ts';
import { isTransient } from './transient.ts';

export type Executed =
  | { kind: 'result'; result: CommandResult; expectedSeq: number }
  | { kind: 'gap'; expectedSeq: number }
  /** The person is no longer on the council's staff. */
  | { kind: 'signed-out' };

type Answer =
  | { status: 'accepted'; version: number; outsideAuthority?: boolean }
  | { status: 'refused'; code: string; sentence: string }
  | { status: 'parked' | 'waiting'; sentence: string };

const PARKED_UNKNOWN = 'The centre does not know this kind of work yet. It is kept here and at the centre until the centre is updated.';
const REUSED = 'This desk’s numbering went back, and this number stands for other work. Nothing is lost: send it again.';
const PARKED_BROKEN = 'The centre could not carry this out because of a fault of its own. It is kept here and at the centre; tell IT support.';

/** How many share a transaction: the head is locked for it, and other desks' commands wait. */
const TOGETHER = 20;

/** What several commands of one desk share for as long as their transaction holds the desk's row and the head. */
interface Turn {
  transaction: CentralTransaction;
  desk: DeskKey;
  clock: () => number;
  /** The last number the desk has used. */
  lastSeq: number;
  /** Versions of those of these commands that took effect before, by command id. */
  before: Map<string, number>;
  /** Read once: whoever changes it needs the head. */
  schemes: Promise<SchemeVersion[]> | null;
  /** Requests that something before in the same push waits for. */
  awaited: Set<string>;
  /** Answered in this turn; written at its end. */
  told: Told[];
}

/**
 * Takes the desk's row, then the head, before any fact is read, so commands of one council run one after another. A
 * clause's limits count uses by resident, household, property and operative at once, and two desks deciding side by side
 * must not both find the last of any of them free. A lock for each of those would have to be known before the facts are;
 * this one lock is taken by every write anyway and can't deadlock. What it allows is measured by `npm run bench -- sync`;
 * 200 desks give some three commands a second.
 */
async function begin(transaction: CentralTransaction, desk: DeskKey, envelopes: readonly Envelope[], clock: () => number, awaited: ReadonlySet<string>): Promise<Turn> {
  const lastSeq = await lockDevice(transaction, desk);
  const fresh = envelopes.filter(({ seq }) => seq > lastSeq);
  if (fresh.length > 0) await lockHead(transaction, transaction.council);
  const before = fresh.length === 0 ? new Map<string, number>() : await acceptedBefore(transaction, desk.staffId, fresh.map(({ commandId }) => commandId));
  return { transaction, desk, clock, lastSeq, before, schemes: null, awaited: new Set(awaited), told: [] };
}

/**
 * Runs what a desk pushed, in order, until one may not run. Several share a transaction, and each has its own version,
 * result and audit line. Where the transaction fails for a passing reason, all of them are as if they had never come, and
 * the desk sends them again; where one of them is at fault, each has a transaction of its own, so that what goes wrong in
 * one undoes nothing of another.
 */
export async function executeCommands(store: CentralStore, desk: DeskKey, envelopes: readonly Envelope[], clock: () => number): Promise<Executed[]> {
  const done: Executed[] = [];
  const awaited = new Set<string>();
  for (let from = 0; from < envelopes.length; from += TOGETHER) {
    const some = envelopes.slice(from, from + TOGETHER);
    const executed = await executeTogether(store, desk, some, clock, awaited).catch(async (error: unknown) => {
      if (isTransient(error)) throw error;
      return executeOneByOne(store, desk, some, clock, awaited);
    });
    for (const [n, one] of executed.entries()) {
      done.push(one);
      if (one.kind !== 'result') return done;
      noteAwaited(awaited, some[n], one.result);
    }
  }
  return done;
}

function noteAwaited(awaited: Set<string>, envelope: Envelope | undefined, { status }: CommandResult): void {
  if (status === 'waiting' && envelope !== undefined) awaited.add(requestIn(envelope) ?? envelope.commandId);
}

function executeTogether(
  store: CentralStore, desk: DeskKey, envelopes: readonly Envelope[], clock: () => number, awaited: ReadonlySet<string>,
): Promise<Executed[]> {
  return store.transaction(async (transaction) => {
    const person = await personIn(transaction, desk.staffId);
    if (person === null) return [{ kind: 'signed-out' }];
    const turn = await begin(transaction, desk, envelopes, clock, awaited);
    const done: Executed[] = [];
    for (const envelope of envelopes) {
      const one = await execute(turn, envelope, person);
      done.push(one);
      if (one.kind !== 'result') break;
      noteAwaited(turn.awaited, envelope, one.result);
    }
    await storeResults(transaction, desk, turn.told);
    await appendRecords(transaction, desk, turn.told);
    return done;
  });
}

async function executeOneByOne(
  store: CentralStore, desk: DeskKey, envelopes: readonly Envelope[], clock: () => number, awaitedBefore: ReadonlySet<string>,
): Promise<Executed[]> {
  const awaited = new Set(awaitedBefore);
  const done: Executed[] = [];
  for (const envelope of envelopes) {
    const one = await executeCommand(store, desk, envelope, clock, awaited);
    done.push(one);
    if (one.kind !== 'result') break;
    noteAwaited(awaited, envelope, one.result);
  }
  return done;
}

/** One in a transaction of its own. `awaited`: requests that something before this in the same push waits for. */
export async function executeCommand(
  store: CentralStore, desk: DeskKey, envelope: Envelope, clock: () => number, awaited: ReadonlySet<string> = new Set(),
): Promise<Executed> {
  try {
    const [executed] = await executeTogether(store, desk, [envelope], clock, awaited);
    if (executed === undefined) throw new Error('a command has no answer');
    return executed;
  } catch (error) {
    if (isTransient(error)) throw error;
    // A fault that would come back each time must not hold up what is queued behind it on the desk.
    return store.transaction(async (transaction) => {
      const turn = await begin(transaction, desk, [envelope], clock, awaited);
      const executed = await inSequence(turn, envelope, () => Promise.resolve({ status: 'parked', sentence: PARKED_BROKEN }));
      await storeResults(transaction, desk, turn.told);
      await appendRecords(transaction, desk, turn.told);
      return executed;
    });
  }
}

async function execute(turn: Turn, envelope: Envelope, person: Person): Promise<Executed> {
  const { transaction } = turn;
  return inSequence(turn, envelope, async (now) => {
    if (!isCommandName(envelope.name)) return { status: 'parked', sentence: PARKED_UNKNOWN };
    const command = commandNamed(envelope.name);
    const latest = argsInLatest(envelope.name, envelope.version, envelope.args);
    if (latest === null) return { status: 'parked', sentence: PARKED_UNKNOWN };
    if (!isStorable(envelope.args)) {
      return badInput('It holds characters that can’t be kept. Open it, remove what was pasted in, and send it again.');
    }
    const args = commandSchemas[envelope.name].safeParse(latest.args);
    if (!args.success) return badInput(`The centre can’t read it (${args.error.issues[0]?.path.join('.') ?? ''}). Open it, check it, and send it again.`);
    const { id, name, post, role, siteId, teamId } = person.staff;
    const context: Context = {
      place: 'centre', now, madeAt: envelope.madeAt, countsAt: countsFrom(envelope.madeAt, now),
      actor: { staffId: id, name, post, role, siteId, teamId },
      connection: envelope.connection, policyAsOf: envelope.policyAsOf, scheme: schemeInForce(await (turn.schemes ??= listSchemes(transaction)), now, teamId),
    };
    if (turn.awaited.has(requestIn(envelope) ?? '')) return { status: 'waiting', sentence: WAITING };
    if (await isOutOfSight(transaction, envelope.name, args.data, person.scopes)) {
      return { status: 'refused', code: 'command.escalation-unknown', sentence: say({ code: 'command.escalation-unknown', values: {} }) };
    }
    const verdict = await runCommandAsync(command, args.data, context, transaction.loadAll);
    if (verdict.kind === 'accepted') {
      if (verdict.changes.some(({ table }) => table === 'scheme')) turn.schemes = null;
      return { status: 'accepted', version: await transaction.write(verdict.changes), outsideAuthority: isOutsideAuthority(verdict.changes) };
    }
    if (isMissingRow(verdict.reason.code) && await restoreBehind(transaction, envelope, now) !== null) return { status: 'waiting', sentence: WAITING };
    return { status: 'refused', code: verdict.reason.code, sentence: say(verdict.reason) };
  });
}

const badInput = (sentence: string): Answer => ({ status: 'refused', code: 'bad-input', sentence });

/** Runs `decide` where it is this envelope's turn, and notes the answer for the record; else answers from the record. */
async function inSequence(turn: Turn, envelope: Envelope, decide: (now: number) => Promise<Answer>): Promise<Executed> {
  const { transaction, desk, clock, lastSeq } = turn;
  const { seq } = envelope;
  if (seq > lastSeq + 1) return { kind: 'gap', expectedSeq: lastSeq + 1 };
  if (seq <= lastSeq) {
    const told = turn.told.find((one) => one.envelope.seq === seq);
    const stored = told === undefined ? await storedResult(transaction, desk, seq) : { commandId: told.envelope.commandId, result: told.result };
    if (stored?.commandId === envelope.commandId) {
      await noteOffer(transaction, desk, envelope, stored.result, outcomeOf(stored.result, { before: true, outsideAuthority: false }), clock());
      return { kind: 'result', result: stored.result, expectedSeq: lastSeq + 1 };
    }
    return { kind: 'result', result: { status: 'refused', seq, code: 'sequence-reused', sentence: REUSED }, expectedSeq: lastSeq + 1 };
  }
  const now = clock();
  const before = turn.before.get(envelope.commandId);
  const answer: Answer = before === undefined ? await decide(now) : { status: 'accepted', version: before };
  if (answer.status === 'accepted') turn.before.set(envelope.commandId, answer.version);
  const { outsideAuthority = false, ...said } = { outsideAuthority: undefined, ...answer };
  const result: CommandResult = { ...said, seq };
  await noteOffer(transaction, desk, envelope, result, outcomeOf(result, { before: before !== undefined, outsideAuthority }), now);
  turn.told.push({
    envelope, result, entry: {
      at: now, action: isCommandName(envelope.name) ? envelope.name : 'unknown-command', subject: envelope.commandId,
      detail: {
        status: answer.status, code: answer.status === 'refused' ? answer.code : null, version: answer.status === 'accepted' ? answer.version : null,
        madeAt: envelope.madeAt, connection: envelope.connection, policyVersion: envelope.policyVersion,
        ...envelope.replaces === undefined ? {} : { replaces: envelope.replaces },
      },
    },
  });
  turn.lastSeq = seq;
  return { kind: 'result', result, expectedSeq: seq + 1 };
}
