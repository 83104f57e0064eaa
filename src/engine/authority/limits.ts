/**
 * The limits the centre signed for this person at this desk, kept in the outbox under the person's key. Without the centre
 * the desk decides by them only: while they last, and while its own copy says the same as they do.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Actor } from '#domain/commands/command.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { limitsBodySchema, schemeText, signedLimitsSchema, standingText, type LimitsBody, type SignedLimits } from '#contract/limits.ts';
import type { Outcome } from '#contract/failures.ts';
import { succeed } from '#contract/failures.ts';
import type { Reference } from '../queries/reference.ts';
import type { OutboxStore } from '../store/outbox-store.ts';
import type { SyncDesk } from '../sync/sync-desk.ts';

const META = 'limits';
const KEY_META = 'centreKey';
/** Signed anew this often while the centre is there. */
const RENEW_AFTER_MS = 60 * 60_000;

type Kept = Pick<OutboxStore, 'getMeta' | 'setMeta'>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The centre's key as it is told at a sign-in, with a passphrase, and at no other time. */
export function pinCentreKey(outbox: Kept, publicKey: string | undefined): void {
  if (publicKey !== undefined) outbox.setMeta(KEY_META, publicKey);
}

/** An earlier centre signs no limits: then the copy itself is what there is. */
export const signsLimits = (outbox: Kept): boolean => outbox.getMeta(KEY_META) !== null;

let lastRead: { kept: SignedLimits; key: string; body: LimitsBody | null } | null = null;

/** What was signed, where the signature is the centre's. Checked once for each that is kept. */
function signedBody(outbox: Kept): LimitsBody | null {
  const kept = signedLimitsSchema.safeParse(outbox.getMeta(META));
  const key = outbox.getMeta(KEY_META);
  if (!kept.success || typeof key !== 'string') return null;
  if (lastRead?.kept.signature !== kept.data.signature || lastRead.kept.body !== kept.data.body || lastRead.key !== key) {
    lastRead = { kept: kept.data, key, body: bodyOf(kept.data, key) };
  }
  return lastRead.body;
}

function bodyOf({ body, signature }: SignedLimits, key: string): LimitsBody | null {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    if (!verify(null, Buffer.from(body), publicKey, Buffer.from(signature, 'base64'))) return null;
    return limitsBodySchema.parse(JSON.parse(body));
  } catch {
    // A key or a text that can't be read vouches for nothing.
    return null;
  }
}

const hashes = new WeakMap<SchemeVersion, string>();
const standings = new WeakMap<Reference, string>();

function hashOf(scheme: SchemeVersion): string {
  const known = hashes.get(scheme) ?? sha256(schemeText(scheme));
  hashes.set(scheme, known);
  return known;
}

function standingOf(reference: Reference, staffId: string): string {
  const known = standings.get(reference) ?? sha256(standingText(staffId, reference.authorisations, reference.subDelegations));
  standings.set(reference, known);
  return known;
}

export interface Limits { issuedAt: number; expiresAt: number }

export interface Deciding {
  actor: Actor;
  deviceId: string;
  outbox: Kept;
  reference: Reference;
}

/** By the centre's clock; null where nothing the centre signed fits who sits here and what this copy says. */
export function limitsOf({ actor, deviceId, outbox, reference }: Deciding): Limits | null {
  const body = signedBody(outbox);
  if (body === null || body.staffId !== actor.staffId || body.deviceId !== deviceId || body.post !== actor.post || body.teamId !== actor.teamId) return null;
  const same = reference.schemes.length === Object.keys(body.schemes).length && reference.schemes.every((scheme) => body.schemes[scheme.id] === hashOf(scheme));
  if (!same || body.standing !== standingOf(reference, actor.staffId)) return null;
  return { issuedAt: body.issuedAt, expiresAt: body.expiresAt };
}

/** What was signed and did not fit, because the feed has more to bring: it is asked for again when this copy has moved on. */
const askedFor = new WeakSet<Reference>();

/** Has the limits signed anew where they are an hour old or this copy has moved on from them. An earlier centre has none to sign. */
export async function renewLimits(desk: SyncDesk, signal: AbortSignal): Promise<Outcome<unknown>> {
  if (!signsLimits(desk.outbox)) return succeed(null);
  const standing = limitsOf(desk);
  const { reference } = desk;
  const age = standing === null ? null : desk.lease.now() - standing.issuedAt;
  const isFresh = age === null ? askedFor.has(reference) : age >= 0 && age < RENEW_AFTER_MS;
  if (isFresh) return succeed(null);
  const asked = await askForLimits(desk, signal);
  if (asked.ok) askedFor.add(reference);
  return asked;
}

/** Asks whatever is kept, as for a copy that is about to be put in place. */
export async function askForLimits(desk: SyncDesk, signal: AbortSignal): Promise<Outcome<unknown>> {
  if (!signsLimits(desk.outbox)) return succeed(null);
  const renewed = await desk.session.authorised((token) => desk.client.limits(token, signal));
  if (!renewed.ok) return renewed.failure.code === 'not-found' ? succeed(null) : renewed;
  desk.outbox.setMeta(META, renewed.value);
  desk.signal('status');
  return succeed(null);
}
