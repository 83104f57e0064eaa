/** This desk’s part of the decision record: its key, its chain, and each new entry. */
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { FactRequest } from '#domain/commands/command.ts';
import type { FactLoader } from '#domain/commands/run.ts';
import type { TableName } from '#domain/records.ts';
import { canonical, type RecordBody } from '#contract/decision-record.ts';
import type { Desk } from '../desk.ts';
import type { NewCommand, OutboxStore } from '../store/outbox-store.ts';
import type { SealEntry } from '../store/record-chain.ts';

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

interface KeptKey { privateKey: string; publicKey: string }

/** Made with the outbox, sealed in it, and never out of it; a new outbox begins a new chain. */
function keyOf(outbox: Pick<OutboxStore, 'getMeta' | 'setMeta'>): KeptKey {
  const kept = outbox.getMeta('recordKey') as KeptKey | null;
  if (kept !== null) return kept;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const made = {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'), publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  };
  outbox.setMeta('recordKey', made);
  return made;
}

/** SPKI, base64: what the centre needs to check this desk’s entries. */
export const recordKey = (outbox: Pick<OutboxStore, 'getMeta' | 'setMeta'>): string => keyOf(outbox).publicKey;
export const chainOf = (publicKey: string): string => sha256(Buffer.from(publicKey, 'base64'));

export type Fact = RecordBody['facts'][number];

/** Loads facts and notes which rows came of it, each with its version: that is what a decision rests on. */
export function notingLoader(desk: Desk): { load: FactLoader; facts: () => Fact[] } {
  const seen = new Map<string, Fact>();
  const note = (table: TableName, row: { id: string } | null): void => {
    if (row !== null) seen.set(`${table} ${row.id}`, { table, id: row.id, version: desk.cache.versionOf(table, row.id) });
  };
  return {
    load(request: FactRequest) {
      const found = desk.cache.load(request);
      if (Array.isArray(found)) for (const row of found as { id: string }[]) note(request.table, row);
      else note(request.table, found as { id: string } | null);
      return found;
    },
    facts: () => [...seen.values()].toSorted((one, other) => one.table < other.table || (one.table === other.table && one.id < other.id) ? -1 : 1),
  };
}

/** Signs a text with this desk’s key. */
export function signWith(outbox: Pick<OutboxStore, 'getMeta' | 'setMeta'>, text: string): string {
  return sign(null, Buffer.from(text), createPrivateKey({ key: Buffer.from(keyOf(outbox).privateKey, 'base64'), format: 'der', type: 'pkcs8' })).toString('base64');
}

export function sealerFor(desk: Desk, command: NewCommand, facts: Fact[]): SealEntry {
  const { privateKey, publicKey } = keyOf(desk.outbox);
  const { actor } = desk;
  const { clauseId = null } = command.args as { clauseId?: string };
  const escalationId = (command.args as { escalationId?: string }).escalationId;
  const request = clauseId !== null || escalationId === undefined ? null : desk.cache.row('escalation', escalationId)?.row ?? null;
  const clause = clauseId ?? request?.clauseId ?? null;
  const scheme = desk.reference.schemes.find(({ version }) => version === command.policyVersion);
  const signer = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return (head) => {
    const record: RecordBody = {
      chain: chainOf(publicKey), n: head.n + 1, previous: head.hash, commandId: command.commandId, name: command.name, version: command.version, args: command.args,
      staffId: actor.staffId, post: actor.post, teamId: actor.teamId, clauseId: clause,
      clauseNumber: scheme?.clauses.find(({ id }) => id === clause)?.number ?? null, schemeVersion: command.policyVersion, facts,
      madeAt: command.madeAt, connection: command.connection, policyAsOf: command.policyAsOf,
    };
    const body = canonical(record);
    return { entry: { body, signature: sign(null, Buffer.from(body), signer).toString('base64') }, head: { n: record.n, hash: sha256(body) } };
  };
}

