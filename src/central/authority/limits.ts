/** Signs the limits by which one person’s desk may decide without the centre. */
import { schemeInForce } from '#domain/delegation/in-force.ts';
import type { Authorisation, SchemeVersion, SubDelegation } from '#domain/records/council.ts';
import type { Post } from '#domain/vocabulary.ts';
import { canonical } from '#contract/decision-record.ts';
import { schemeText, standingText, type LimitsBody, type SignedLimits } from '#contract/limits.ts';
import type { CentralStore } from '../pg/central-store.ts';
import type { CentreKey } from '../records/centre-key.ts';
import { sha256 } from '../records/receive.ts';
import { listSchemes } from '../scheme/publish.ts';

const HOUR_MS = 3_600_000;
/** Where no scheme is in force nothing can be decided; what is signed then says so for an hour. */
const WITHOUT_SCHEME_HOURS = 1;

export interface DeskOf { staffId: string; deviceId: string; post: Post; teamId: string }

export async function signLimits(store: CentralStore, key: CentreKey, desk: DeskOf, now: number): Promise<SignedLimits> {
  const [schemes, authorisations, subDelegations] = await store.transaction(async (transaction) => [
    await listSchemes(transaction),
    await transaction.load({ kind: 'rows', table: 'authorisation', where: { staffId: desk.staffId } }) as Authorisation[],
    await transaction.load({ kind: 'rows', table: 'subDelegation', where: {} }) as SubDelegation[],
  ] satisfies [SchemeVersion[], Authorisation[], SubDelegation[]]);
  const hours = schemeInForce(schemes, now, desk.teamId)?.offlineHours ?? WITHOUT_SCHEME_HOURS;
  const body: LimitsBody = {
    council: store.council, ...desk, schemes: Object.fromEntries(schemes.map((scheme) => [scheme.id, sha256(schemeText(scheme))])),
    standing: sha256(standingText(desk.staffId, authorisations, subDelegations)), issuedAt: now, expiresAt: now + hours * HOUR_MS,
  };
  const text = canonical(body);
  return { body: text, signature: key.sign(text) };
}
