/**
 * The limits by which a desk decides without the centre: which versions of the scheme, and which trainings and powers
 * handed down, the centre knew for this person at this desk, signed by it, until when. A desk whose own copy says
 * anything else decides nothing offline.
 */
import { z } from 'zod';
import { posts } from '#domain/vocabulary.ts';
import type { Authorisation, SchemeVersion, SubDelegation } from '#domain/records/council.ts';
import { canonical } from './decision-record.ts';

export const limitsBodySchema = z.object({
  council: z.string().max(60), staffId: z.string().max(100), deviceId: z.string().max(100), post: z.enum(posts), teamId: z.string().max(100),
  /** SHA-256 hex of each version’s canonical text, by id. */
  schemes: z.record(z.string().max(100), z.string().max(64)),
  /** SHA-256 hex of `standingText`. */
  standing: z.string().max(64),
  /** Instants of the centre’s clock. */
  issuedAt: z.int(), expiresAt: z.int(),
});
export type LimitsBody = z.infer<typeof limitsBodySchema>;

/** `body` is the canonical text itself; the signature (Ed25519, base64) is over it. */
export const signedLimitsSchema = z.object({ body: z.string().max(200_000), signature: z.string().max(200) });
export type SignedLimits = z.infer<typeof signedLimitsSchema>;

const byId = <T extends { id: string }>(all: readonly T[]): T[] => all.toSorted((one, other) => one.id < other.id ? -1 : 1);

export const schemeText = (scheme: SchemeVersion): string => canonical(scheme);

/** What somebody may decide besides their post: their own trainings, and every power that was handed down. */
export const standingText = (staffId: string, authorisations: readonly Authorisation[], subDelegations: readonly SubDelegation[]): string =>
  canonical([byId(authorisations.filter((one) => one.staffId === staffId)), byId(subDelegations)]);
