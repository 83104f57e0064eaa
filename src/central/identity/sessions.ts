/**
 * Sessions: a signed access token for minutes, and a refresh token for the shift. A refresh token is replaced with
 * each use. An answer can be lost on the way, so the old one works until its successor has been used; after that its
 * use means that somebody copied it, and the whole family ends.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';
import { secretNamed } from './secrets.ts';

export const ACCESS_MS = 15 * 60_000;
export const SHIFT_MS = 10 * 60 * 60_000;
const ISSUER = 'casefront-centre';

export interface Holder { staffId: string; deviceId: string }
export interface Tokens { token: string; tokenExpiresAt: number; refreshToken: string }

export interface Sessions {
  start: (holder: Holder) => Promise<Tokens>;
  refresh: (refreshToken: string, deviceId: string) => Promise<Outcome<{ holder: Holder; tokens: Tokens }>>;
  /** Who a bearer token was given to, or null where it is not good, or no longer. */
  holderOf: (token: string) => Promise<Holder | null>;
}

const claimsSchema = z.object({ sub: z.string(), dev: z.string() });
const hashOf = (refreshToken: string): string => createHash('sha256').update(refreshToken).digest('base64url');
const signedOut = fail('signed-out', 'Your sign-in has ended. Sign in again; your work on this desk is kept.');

interface TokenRow { token_hash: string; family: string; parent_hash: string | null; retired: boolean; staff_id: string; device_id: string; expires_at: number }

export async function openSessions(store: CentralStore, clock: () => number): Promise<Sessions> {
  const { council } = store;
  const key = Buffer.from(await secretNamed(store, 'token-key', () => Promise.resolve(randomBytes(32).toString('base64'))), 'base64');

  async function issue(holder: Holder, refreshToken: string): Promise<Tokens> {
    const tokenExpiresAt = clock() + ACCESS_MS;
    const token = await new SignJWT({ dev: holder.deviceId }).setProtectedHeader({ alg: 'HS256' })
      .setSubject(holder.staffId).setIssuer(ISSUER).setAudience(council).setJti(randomUUID())
      .setIssuedAt(new Date(clock())).setExpirationTime(new Date(tokenExpiresAt)).sign(key);
    return { token, tokenExpiresAt, refreshToken };
  }

  async function keep(transaction: CentralTransaction, row: Omit<TokenRow, 'token_hash' | 'retired'>): Promise<string> {
    const refreshToken = randomBytes(32).toString('base64url');
    await transaction.query(`INSERT INTO refresh_token (council, token_hash, family, parent_hash, staff_id, device_id, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [council, hashOf(refreshToken), row.family, row.parent_hash, row.staff_id, row.device_id, row.expires_at]);
    return refreshToken;
  }

  const endFamily = (transaction: CentralTransaction, family: string): Promise<unknown> =>
    transaction.query('DELETE FROM refresh_token WHERE council = $1 AND family = $2', [council, family]);

  async function replace(transaction: CentralTransaction, hash: string, deviceId: string): Promise<{ holder: Holder; refreshToken: string } | null> {
    // The family is locked as a whole, through its first row, so that two uses side by side take their turns.
    const { rows } = await transaction.query<TokenRow>(`SELECT * FROM refresh_token WHERE council = $1 AND family =
      (SELECT family FROM refresh_token WHERE council = $1 AND token_hash = $2) ORDER BY token_hash FOR UPDATE`, [council, hash]);
    const used = rows.find((row) => row.token_hash === hash);
    if (used === undefined) return null;
    if (used.retired || used.device_id !== deviceId || used.expires_at <= clock()) {
      await endFamily(transaction, used.family);
      return null;
    }
    await transaction.query('DELETE FROM refresh_token WHERE council = $1 AND parent_hash = $2', [council, hash]);
    if (used.parent_hash !== null) {
      await transaction.query('UPDATE refresh_token SET retired = true WHERE council = $1 AND token_hash = $2', [council, used.parent_hash]);
    }
    const refreshToken = await keep(transaction, { ...used, parent_hash: hash });
    return { holder: { staffId: used.staff_id, deviceId }, refreshToken };
  }

  return {
    start: async (holder) => {
      const refreshToken = await store.transaction(async (transaction) => {
        await transaction.query('DELETE FROM refresh_token WHERE council = $1 AND expires_at <= $2', [council, clock()]);
        return keep(transaction, {
          family: randomUUID(), parent_hash: null, staff_id: holder.staffId, device_id: holder.deviceId, expires_at: clock() + SHIFT_MS,
        });
      });
      return issue(holder, refreshToken);
    },
    refresh: async (refreshToken, deviceId) => {
      const replaced = await store.transaction((transaction) => replace(transaction, hashOf(refreshToken), deviceId));
      if (replaced === null) return signedOut;
      return succeed({ holder: replaced.holder, tokens: await issue(replaced.holder, replaced.refreshToken) });
    },
    holderOf: async (token) => {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], issuer: ISSUER, audience: council, currentDate: new Date(clock()) });
        const claims = claimsSchema.safeParse(payload);
        return claims.success ? { staffId: claims.data.sub, deviceId: claims.data.dev } : null;
      } catch {
        return null;
      }
    },
  };
}
