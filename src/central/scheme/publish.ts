/** A new version of the scheme, signed elsewhere and brought into force here: every desk has it with its feed. */
import { checkScheme } from '#domain/delegation/check-scheme.ts';
import { compareSchemes, type SchemeChange } from '#domain/delegation/compare-schemes.ts';
import { schemeInForce } from '#domain/delegation/in-force.ts';
import { put } from '#domain/records.ts';
import type { SchemeVersion, Service, StaffMember } from '#domain/records/council.ts';
import { say } from '#domain/words/say.ts';
import { canonical } from '#contract/decision-record.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { sha256 } from '../records/receive.ts';
import { audit } from '../commands/audit.ts';
import { lockHead } from '../feed/write-changes.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';

export interface Publisher {
  staffId: string;
  deviceId: string;
  /** Over the canonical text of the scheme, by the key of a desk; absent from the command line. */
  signature?: { recordKey: string; signature: string };
}

export interface Published {
  scheme: SchemeVersion;
  /** Against the version before it; a council's first has none. */
  changes: SchemeChange[];
  /** It stood there already, to the last word. */
  already: boolean;
}

/** Newest version first. */
export async function listSchemes(transaction: Pick<CentralTransaction, 'load'>): Promise<SchemeVersion[]> {
  const schemes = await transaction.load({ kind: 'rows', table: 'scheme', where: {} }) as SchemeVersion[];
  return schemes.toSorted((one, other) => other.version - one.version);
}

const sameWords = (one: SchemeVersion, other: SchemeVersion): boolean =>
  one.id === other.id && one.version === other.version && one.effectiveFrom === other.effectiveFrom && one.title === other.title
  && one.signedBy === other.signedBy && compareSchemes(one, other).length === 0;

/** What bringing it into force would change; a failure says everything that stands in its way. */
export async function considerScheme(transaction: Pick<CentralTransaction, 'load'>, scheme: SchemeVersion, now: number): Promise<Outcome<Published>> {
  const { faults, ...published } = await lookAtScheme(transaction, scheme, now);
  return faults.length > 0 ? fail('bad-input', faults.join('\n')) : succeed(published);
}

/** The same with every fault as a sentence of its own, beside what it would change all the same. */
export async function lookAtScheme(transaction: Pick<CentralTransaction, 'load'>, scheme: SchemeVersion, now: number): Promise<Published & { faults: string[] }> {
  const [before = null, ...older] = await listSchemes(transaction);
  if (before !== null && sameWords(before, scheme)) {
    return { scheme: before, changes: older[0] === undefined ? [] : compareSchemes(older[0], before), already: true, faults: [] };
  }
  const staff = await transaction.load({ kind: 'rows', table: 'staff', where: {} }) as StaffMember[];
  const services = await transaction.load({ kind: 'rows', table: 'service', where: {} }) as Service[];
  const teams = new Set(staff.map(({ teamId }) => teamId));
  const known = before === null ? [] : [before, ...older];
  const inForce = [...new Set([...scheme.pilotTeams ?? teams].map((team) => schemeInForce(known, now, team)))].filter((one) => one !== null);
  const faults = checkScheme(scheme, { staff, teams, inForce, services: new Set(services.map(({ id }) => id)), before, now });
  return { scheme, changes: before === null ? [] : compareSchemes(before, scheme), already: false, faults: faults.map(say) };
}

/** A pilot leaves everybody else’s version alone, and takes the place of an earlier pilot of its own teams. */
const replaces = (scheme: SchemeVersion, earlier: SchemeVersion): boolean =>
  scheme.pilotTeams === null || (earlier.pilotTeams !== null && earlier.pilotTeams.every((team) => scheme.pilotTeams?.includes(team)));

/** Ends what it replaces where this one begins. Published twice, it is published once. */
export async function publishScheme(store: CentralStore, scheme: SchemeVersion, { signature, ...by }: Publisher, now: number): Promise<Outcome<Published>> {
  return store.transaction(async (transaction) => {
    // Two of them take their turns, or both would be the next.
    await lockHead(transaction, transaction.council);
    const considered = await considerScheme(transaction, scheme, now);
    if (!considered.ok || considered.value.already) return considered;
    const ended = (await listSchemes(transaction)).filter((one) => replaces(scheme, one) && (one.effectiveTo === null || one.effectiveTo > scheme.effectiveFrom))
      .map((one) => put('scheme', { ...one, effectiveTo: scheme.effectiveFrom }));
    await transaction.write([...ended, put('scheme', scheme)]);
    await audit(transaction, {
      at: now, ...by, action: 'publish-scheme', subject: scheme.id,
      detail: { version: scheme.version, effectiveFrom: scheme.effectiveFrom, signedBy: scheme.signedBy, changes: considered.value.changes.length, ...signature === undefined ? {} : { ...signature, hash: sha256(canonical(scheme)) } },
    });
    return considered;
  });
}
