/** Who sits here, kept in the outbox so that the desk opens without the centre. */
import type { Actor } from '#domain/commands/command.ts';
import { asId } from '#domain/ids.ts';
import type { SignedInPerson } from '#contract/channels.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { SignInAnswer, WireStaff } from '#contract/wire.ts';
import type { CacheStore } from './store/cache-store.ts';
import type { OutboxStore } from './store/outbox-store.ts';
import type { CentralClient } from './sync/central-client.ts';

export interface KeptPerson {
  staff: WireStaff;
  council: { id: string; name: string };
  scopes: string[];
  refreshToken: string;
  siteName: string | null;
}

const SITE_NAME_WAIT_MS = 2000;

export const actorOf = ({ staff }: KeptPerson): Actor =>
  ({ staffId: asId(staff.id), name: staff.name, post: staff.post, role: staff.role, siteId: asId(staff.siteId), teamId: staff.teamId });

export const signedInPerson = ({ staff, siteName, council }: KeptPerson): SignedInPerson => ({
  staffId: staff.id, name: staff.name, post: staff.post, role: staff.role, siteId: staff.siteId, siteName: siteName ?? '', councilName: council.name,
});

export function whoIs(signIn: SignInAnswer | null, outbox: OutboxStore): Outcome<KeptPerson> {
  const kept = outbox.getMeta('person') as KeptPerson | null;
  if (signIn === null) {
    return kept === null ? fail('unknown-person', 'Nobody has used this desk before. Connect to the centre and sign in once.') : succeed(kept);
  }
  if (kept !== null && kept.staff.id !== signIn.staff.id) {
    return fail('not-allowed', 'This desk’s files belong to somebody else. Sign in as them, or use another profile.');
  }
  return succeed(keepPerson(outbox, signIn, kept?.siteName ?? null));
}

export function keepPerson(outbox: OutboxStore, { staff, council, scopes, refreshToken }: SignInAnswer, siteName: string | null): KeptPerson {
  const person: KeptPerson = { staff, council, scopes, refreshToken, siteName };
  outbox.setMeta('person', person);
  return person;
}

/** Before the first fetch this desk has no sites; the one this person sits at is shown from the first moment. */
export async function siteNameOf(person: KeptPerson, cache: CacheStore, client: CentralClient, signIn: SignInAnswer | null): Promise<string | null> {
  const here = cache.row('site', person.staff.siteId)?.row.name ?? null;
  if (here !== null || signIn === null) return here ?? person.siteName;
  const page = await client.snapshot(signIn.token, { table: 'site', after: '', limit: 1000 }, AbortSignal.timeout(SITE_NAME_WAIT_MS));
  const row = page.ok ? page.value.rows.find((one) => one.row['id'] === person.staff.siteId)?.row : undefined;
  return typeof row?.['name'] === 'string' ? row['name'] : person.siteName;
}
