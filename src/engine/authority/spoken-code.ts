/** How a code of approval is written, read out and checked: twelve letters and digits that are not easily misheard. */
import { createHmac, pbkdf2, randomInt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { spokenReference } from '#domain/delegation/approval-codes.ts';

const derive = promisify(pbkdf2);
/** Crockford’s base 32: no I, L, O or U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ROUNDS = 600_000;
const SECRET_LENGTH = 8;
const CHECK_LENGTH = 3;
const LENGTH = 1 + SECRET_LENGTH + CHECK_LENGTH;

export interface CodeParts {
  /** Says which of its leader’s codes it is. */
  label: string;
  /** 40 bits that only the leader’s desk knows until it is read out. */
  secret: string;
  /** Fits one request, clause and amount. */
  check: string;
}

export interface Approved { reference: string; clauseId: string; amount: number }

const draw = (length: number): string => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
export const drawSecret = (): string => draw(SECRET_LENGTH);
export const drawLabel = (taken: ReadonlySet<string>): string => {
  const free = [...LETTERS].filter((letter) => !taken.has(letter));
  return free[randomInt(free.length)] ?? LETTERS.charAt(0);
};

/** PBKDF2 with SHA-256, 600,000 rounds, in hex. `salt` is 16 bytes in hex. */
export const hashOfSecret = async (secret: string, salt: string): Promise<string> =>
  (await derive(secret, Buffer.from(salt, 'hex'), ROUNDS, 32, 'sha256')).toString('hex');

export async function isSecret(secret: string, { salt, hash }: { salt: string; hash: string }): Promise<boolean> {
  const [found, known] = [Buffer.from(await hashOfSecret(secret, salt), 'hex'), Buffer.from(hash, 'hex')];
  return found.length === known.length && timingSafeEqual(found, known);
}

/** Fifteen bits over what was approved: enough that a slip of the tongue is noticed. Both halves meet at the centre all the same. */
export function checkOf(secret: string, { reference, clauseId, amount }: Approved): string {
  const digest = createHmac('sha256', secret).update(`${spokenReference(reference)}|${clauseId}|${String(amount)}`).digest();
  return Array.from({ length: CHECK_LENGTH }, (_none, n) => LETTERS.charAt((digest[n] ?? 0) % LETTERS.length)).join('');
}

/** `K7QM-2XPD-9FKA`. */
export const codeText = ({ label, secret, check }: CodeParts): string => (`${label}${secret}${check}`.match(/.{4}/g) ?? []).join('-');

/** As it was typed, with what is easily mistaken read for what it must be; null where it can’t be a code. */
export function readCode(typed: string): CodeParts | null {
  const text = typed.toUpperCase().replaceAll(/[\s\-–.]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (text.length !== LENGTH || [...text].some((letter) => !LETTERS.includes(letter))) return null;
  return { label: text.charAt(0), secret: text.slice(1, 1 + SECRET_LENGTH), check: text.slice(1 + SECRET_LENGTH) };
}
