/**
 * What exists nowhere else: commands the centre does not have yet, refused work, drafts. Small, written through to the
 * disk on every change, and never touched when the cache is reset.
 */
import type { CommandName } from '#domain/commands/all.ts';
import type { SignedRecord } from '#contract/decision-record.ts';
import type { CommandResult } from '#contract/wire.ts';
import { RETAINED_MS } from '#contract/restore.ts';
import { FIRST, type RecordHead, type SealEntry } from './record-chain.ts';
import { createOutboxHistory, type OutboxHistory } from './outbox-history.ts';
import { commandsAndDrafts } from './outbox-migrations/0001-commands-and-drafts.ts';
import { restoresAndCorrections } from './outbox-migrations/0003-restores-and-corrections.ts';
import { syncHistory } from './outbox-migrations/0004-sync-history.ts';
import { whatIsSentNext } from './outbox-migrations/0005-what-is-sent-next.ts';
import { createOutboxOffers, type OutboxOffers } from './outbox-offers.ts';
import { decisionRecord } from './outbox-migrations/0006-decision-record.ts';
import { openSealed, versionOf, type Opened, type SealedDatabase } from './sealed-database.ts';

/** In order; a file's version is how many of them it has seen. */
const migrations = [commandsAndDrafts, restoresAndCorrections, syncHistory, whatIsSentNext, decisionRecord];

/**
 * `waiting`: not sent. `sent`: has a number and may have arrived. `accepted`: the centre has it, its rows have not come
 * back yet. `done`: they have. `refused` and `parked` need attention, until `resubmitted` or `discarded`.
 */
export type CommandState = 'waiting' | 'sent' | 'accepted' | 'done' | 'refused' | 'parked' | 'resubmitted' | 'discarded';

export interface NewCommand {
  commandId: string;
  /** Equal for two presses of one button. */
  press: string;
  name: CommandName;
  version: number;
  args: unknown;
  madeAt: number;
  connection: 'online' | 'offline';
  policyVersion: number | null;
  policyAsOf: number;
  /** The refused command that this one corrects. */
  replaces?: string | null;
  /** How what it is about stood when it was given; see `commands/basis.ts`. */
  basis?: unknown;
  /** Makes the entry of the decision record that goes with it, after the last one. */
  seal?: SealEntry | null;
}
export interface OutboxCommand extends NewCommand {
  ordinal: number;
  seq: number | null;
  state: CommandState;
  resultVersion: number | null;
  sentence: string | null;
  /** The command that took its place, once resubmitted. */
  replacedBy: string | null;
  replaces: string | null;
  basis: unknown;
  /** The history of the centre in which it is offered again; null for what is not. */
  offerEpoch: string | null;
  /** When it was first sent, by this desk's clock, and when the centre answered, by the centre's. */
  sentAt: number | null;
  settledAt: number | null;
  discardReason: string | null;
  record: SignedRecord | null;
}

export interface OutboxStore extends OutboxOffers, OutboxHistory {
  append: (command: NewCommand) => OutboxCommand;
  /** A command given by the same press that stands: waiting, sent or accepted. */
  standing: (press: string) => OutboxCommand | null;
  find: (commandId: string) => OutboxCommand | null;
  inState: (...states: CommandState[]) => OutboxCommand[];
  /** The first of what waits, in the order in which it is sent. */
  unsent: (limit: number) => OutboxCommand[];
  /** What the centre has taken since a moment, newest first, and how much that is in all. */
  acceptedSince: (since: number, limit: number) => { commands: OutboxCommand[]; count: number };
  /** What lies over the server's rows once the feed has been read up to a version, in the order it was done. */
  overlay: (cursor: number) => OutboxCommand[];
  /** The next commands to send, numbered for good before they leave. */
  takeForSending: (limit: number, now: number) => OutboxCommand[];
  /** Whether there is anything to send now: what the centre holds for another desk's work is due at its time. */
  isDue: (now: number) => boolean;
  /** The centre expects another number: what it has not had, from a number on, is numbered again from there. */
  renumber: (expected: number, from?: number) => void;
  recordResults: (results: CommandResult[], now: number, centreTime: number) => void;
  /** Accepted commands whose rows have arrived are done, and old ones are let go. */
  reached: (cursor: number) => void;
  /** Takes out what was settled thirty days ago. `centreTime` as the centre has just said it: a computer's clock may be wrong by years. */
  letGo: (centreTime: number) => void;
  resubmit: (commandId: string, as: NewCommand, now: number) => OutboxCommand;
  discard: (commandId: string, reason: string, now: number) => void;
  counts: () => { waiting: number; needsAttention: number };
  saveDraft: (key: string, value: string, now: number) => void;
  loadDraft: (key: string) => string | null;
  listDrafts: (prefix: string) => { key: string; savedAt: number }[];
  discardDraft: (key: string) => void;
  getMeta: (name: string) => unknown;
  setMeta: (name: string, value: unknown) => void;
  close: () => void;
}

export function openOutbox(file: string, key: Uint8Array): Opened<OutboxStore> {
  const opened = openSealed(file, key, { synchronous: 'FULL', thorough: true });
  if (!opened.ok) return opened;
  const database = opened.value;
  const version = versionOf(database);
  if (version > migrations.length) {
    database.close();
    return { ok: false, fault: 'newer' };
  }
  database.transaction(() => {
    for (const sql of migrations.slice(version)) database.exec(sql);
    database.pragma(`user_version = ${String(migrations.length)}`);
  })();
  return { ok: true, value: createOutboxStore(database) };
}

interface StoredCommand {
  ordinal: number; command_id: string; press: string; seq: number | null; name: string; version: number; args: string;
  made_at: number; connection: string; policy_version: number | null; policy_as_of: number; state: string;
  result_version: number | null; sentence: string | null; replaced_by: string | null;
  replaces: string | null; basis: string | null; offer_epoch: string | null; sent_at: number | null; settled_at: number | null; discard_reason: string | null; record: string | null;
}

const toCommand = (stored: StoredCommand): OutboxCommand => ({
  ordinal: stored.ordinal, commandId: stored.command_id, press: stored.press, seq: stored.seq, name: stored.name as CommandName,
  version: stored.version, args: JSON.parse(stored.args) as unknown, madeAt: stored.made_at,
  connection: stored.connection as 'online' | 'offline', policyVersion: stored.policy_version, policyAsOf: stored.policy_as_of,
  state: stored.state as CommandState, resultVersion: stored.result_version, sentence: stored.sentence,
  replacedBy: stored.replaced_by, replaces: stored.replaces, basis: stored.basis === null ? null : JSON.parse(stored.basis) as unknown,
  offerEpoch: stored.offer_epoch, sentAt: stored.sent_at, settledAt: stored.settled_at, discardReason: stored.discard_reason,
  record: stored.record === null ? null : JSON.parse(stored.record) as SignedRecord,
});

/**
 * A new outbox can't know what its device has sent before (the file may have been lost). It offers a number that no
 * centre expects, and is told the right one; beginning at 1 could be answered from the record of another command.
 */
const UNKNOWN_SEQ = 2_000_000_000;

/** The arguments without what is for leaders alone: the story behind a safety marker. */
const FORGOTTEN = `CASE WHEN name = 'place-marker' THEN json_set(args, '$.narrative', '') ELSE args END`;

function createOutboxStore(database: SealedDatabase): OutboxStore {
  const insert = database.prepare(
    `INSERT INTO command (command_id, press, name, version, args, made_at, connection, policy_version, policy_as_of, replaces, basis, record, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')`);
  const byId = database.prepare<[string], StoredCommand>('SELECT * FROM command WHERE command_id = ?');
  const byPress = database.prepare<[string], StoredCommand>(
    `SELECT * FROM command WHERE press = ? AND state IN ('waiting', 'sent', 'accepted', 'done') ORDER BY ordinal DESC LIMIT 1`);
  const inState = database.prepare<[string], StoredCommand>(
    'SELECT * FROM command WHERE state IN (SELECT value FROM json_each(?)) ORDER BY ordinal');
  const overlay = database.prepare<[number], StoredCommand>(
    `SELECT * FROM command WHERE state IN ('waiting', 'sent') OR (state = 'accepted' AND result_version > ?) ORDER BY ordinal`);
  // What has a number goes by it. Nothing overtakes held work about the same request.
  const toSend = database.prepare<[number, number, number], StoredCommand>(
    `SELECT * FROM command AS one INDEXED BY command_sent_next WHERE state IN ('waiting', 'sent') AND (state = 'sent' OR held = 0 OR try_after <= ?)
       AND NOT EXISTS (SELECT 1 FROM command AS before INDEXED BY command_held WHERE before.held > 0 AND before.state = 'waiting' AND before.try_after > ?
         AND before.ordinal < one.ordinal AND json_extract(before.args, '$.escalationId') = json_extract(one.args, '$.escalationId'))
     ORDER BY seq IS NULL, seq, ordinal LIMIT ?`);
  const number = database.prepare(`UPDATE command SET seq = ?, state = 'sent' WHERE ordinal = ?`);
  const notSent = database.prepare<[number], StoredCommand>(
    `SELECT * FROM command WHERE state IN ('waiting', 'sent') ORDER BY ordinal LIMIT ?`);
  const left = database.prepare('UPDATE command SET sent_at = ? WHERE ordinal = ? AND sent_at IS NULL');
  const accepted = database.prepare<[number, number], StoredCommand>(
    `SELECT * FROM command WHERE settled_at >= ? AND state IN ('accepted', 'done') ORDER BY settled_at DESC, ordinal DESC LIMIT ?`);
  const acceptedCount = database.prepare<[number], number>(
    `SELECT count(*) FROM command WHERE settled_at >= ? AND state IN ('accepted', 'done')`).pluck();
  const accept = database.prepare(`UPDATE command SET state = 'accepted', result_version = ?, settled_at = ?, held = 0 WHERE seq = ? AND state = 'sent'`);
  const refuse = database.prepare(`UPDATE command SET state = ?, sentence = ?, settled_at = ?, held = 0 WHERE seq = ? AND state = 'sent'`);
  // What a desk may send and not read afterwards goes once the centre has it, or once the work is given up. docs/adr/0025.
  const finish = database.prepare(`UPDATE command SET state = 'done', args = ${FORGOTTEN} WHERE state = 'accepted' AND result_version <= ?`);
  const letGo = database.prepare(`DELETE FROM command WHERE state IN ('done', 'resubmitted', 'discarded') AND settled_at < ?`);
  const close = database.prepare(`UPDATE command SET state = ?, replaced_by = ?, discard_reason = ?, settled_at = ?, args = ${FORGOTTEN} WHERE command_id = ?`);
  // By state, so that the done work of thirty days is not looked through.
  const counts = database.prepare<[], { waiting: number; needsAttention: number }>(
    `SELECT (SELECT count(*) FROM command WHERE state IN ('waiting', 'sent')) AS waiting,
            (SELECT count(*) FROM command WHERE state IN ('refused', 'parked')) AS needsAttention`);
  const saveDraft = database.prepare('INSERT OR REPLACE INTO draft (key, value, saved_at) VALUES (?, ?, ?)');
  const loadDraft = database.prepare<[string], string>('SELECT value FROM draft WHERE key = ?').pluck();
  const listDrafts = database.prepare<[string, string], { key: string; savedAt: number }>(
    'SELECT key, saved_at AS savedAt FROM draft WHERE substr(key, 1, length(?)) = ? ORDER BY saved_at DESC');
  const discardDraft = database.prepare('DELETE FROM draft WHERE key = ?');
  const readMeta = database.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck();
  const writeMeta = database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');

  const getMeta = (name: string): unknown => {
    const value = readMeta.get(name);
    return value === undefined ? null : JSON.parse(value) as unknown;
  };
  const setMeta = (name: string, value: unknown): void => { writeMeta.run(name, JSON.stringify(value)); };
  const one = (stored: StoredCommand | undefined): OutboxCommand | null => stored === undefined ? null : toCommand(stored);
  // Where the chain ends moves with the entry, or neither is there.
  const append = database.transaction((command: NewCommand): OutboxCommand => {
    const sealed = command.seal?.(getMeta('recordHead') as RecordHead | null ?? FIRST) ?? null;
    if (sealed !== null) setMeta('recordHead', sealed.head);
    insert.run(command.commandId, command.press, command.name, command.version, JSON.stringify(command.args), command.madeAt,
      command.connection, command.policyVersion, command.policyAsOf, command.replaces ?? null,
      command.basis === undefined || command.basis === null ? null : JSON.stringify(command.basis), sealed === null ? null : JSON.stringify(sealed.entry));
    const appended = byId.get(command.commandId);
    if (appended === undefined) throw new Error('The outbox lost a command it had just written.');
    return toCommand(appended);
  });

  const offers = createOutboxOffers(database, getMeta, setMeta);
  const takeForSending = database.transaction((limit: number, now: number): OutboxCommand[] => {
    const next = toSend.all(now, now, limit);
    let seq = getMeta('nextSeq') as number | null;
    for (const command of next) {
      if (command.sent_at === null) left.run(command.sent_at = now, command.ordinal);
      if (command.seq !== null) continue;
      seq ??= UNKNOWN_SEQ;
      number.run(command.seq = seq, command.ordinal);
      setMeta('nextSeq', seq += 1);
    }
    return next.map(toCommand);
  });

  const renumber = database.transaction((expected: number, from: number) => {
    let seq = expected;
    for (const command of inState.all('["sent"]').toSorted((one, other) => (one.seq ?? 0) - (other.seq ?? 0))) {
      // Lower numbers have been had: they are sent as they are and answered from the centre's record.
      if (command.seq !== null && command.seq < from) continue;
      number.run(seq, command.ordinal);
      seq += 1;
    }
    setMeta('nextSeq', seq);
  });

  return {
    append: (command) => append(command),
    standing: (press) => one(byPress.get(press)),
    find: (commandId) => one(byId.get(commandId)),
    inState: (...states) => inState.all(JSON.stringify(states)).map(toCommand),
    overlay: (cursor) => overlay.all(cursor).map(toCommand),
    unsent: (limit) => notSent.all(limit).map(toCommand),
    acceptedSince: (since, limit) => ({ commands: accepted.all(since, limit).map(toCommand), count: acceptedCount.get(since) ?? 0 }),
    takeForSending: (limit, now) => takeForSending(limit, now),
    isDue: (now) => toSend.get(now, now, 1) !== undefined,
    renumber: (expected, from = expected) => { renumber(expected, from); },
    recordResults: database.transaction((results: CommandResult[], now: number, centreTime: number) => {
      for (const result of results) {
        if (result.status === 'accepted') accept.run(result.version, centreTime, result.seq);
        else if (result.status === 'waiting') offers.hold(result.seq, result.sentence, now);
        else refuse.run(result.status, result.sentence, centreTime, result.seq);
      }
    }),
    reached: (cursor) => { finish.run(cursor); },
    letGo: (centreTime) => { letGo.run(centreTime - RETAINED_MS); },
    resubmit: database.transaction((commandId: string, as: NewCommand, now: number) => {
      const appended = append(as);
      close.run('resubmitted', as.commandId, null, now, commandId);
      return appended;
    }),
    discard: (commandId, reason, now) => { close.run('discarded', null, reason, now, commandId); },
    counts: () => counts.get() ?? { waiting: 0, needsAttention: 0 },
    saveDraft: (key, value, now) => { saveDraft.run(key, value, now); },
    loadDraft: (key) => loadDraft.get(key) ?? null,
    listDrafts: (prefix) => listDrafts.all(prefix, prefix),
    discardDraft: (key) => { discardDraft.run(key); },
    getMeta, setMeta,
    ...offers,
    ...createOutboxHistory(database),
    close: () => { database.close(); },
  };
}
