/** The scheme of delegation: a new version is written into the council's scheme.json, checked, and brought into force. */
import type { SchemeChange } from '#domain/delegation/compare-schemes.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { succeed } from '#contract/failures.ts';
import { parseScheme } from '../demo/council-files.ts';
import { considerScheme, listSchemes, publishScheme } from '../scheme/publish.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

const usage = ['scheme list', 'scheme check', 'scheme publish'];

export const scheme: AdminCommand = {
  usage,
  files: { scheme: 'scheme.json' },
  async run(store, { words: [what, ...rest], texts, by, now }) {
    if (rest.length > 0) return wrongUse({ usage });
    if (what === 'list') {
      const schemes = await store.transaction(listSchemes);
      return succeed(schemes.length === 0 ? 'There is no scheme.' : schemes.map((one) => lineOf(one, now)).join('\n'));
    }
    if (what !== 'check' && what !== 'publish') return wrongUse({ usage });
    const written = parseScheme(texts['scheme'] ?? '');
    if (!written.ok) return written;
    const done = what === 'check'
      ? await store.transaction((transaction) => considerScheme(transaction, written.value, now))
      : await publishScheme(store, written.value, { staffId: `administrator ${by}`, deviceId: 'centre' }, now);
    if (!done.ok) return done;
    const { scheme: found, changes, already } = done.value;
    const first = already ? `Version ${String(found.version)} is at the centre already. Nothing was changed.`
      : what === 'check' ? `Nothing stands in the way of version ${String(found.version)}, in force from ${timeOf(found.effectiveFrom)}.`
        : `Version ${String(found.version)} is at the centre, in force from ${timeOf(found.effectiveFrom)}. Desks that are open have it in seconds.`;
    return succeed([first, ...changes.map(changeLine)].join('\n'));
  },
};

const timeOf = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

function lineOf({ version, title, effectiveFrom, effectiveTo, signedBy, clauses }: SchemeVersion, now: number): string {
  const state = now < effectiveFrom ? 'ahead' : effectiveTo !== null && now >= effectiveTo ? 'over' : 'in force';
  return `version ${String(version)}  ${timeOf(effectiveFrom)} to ${effectiveTo === null ? 'further notice' : timeOf(effectiveTo)}  ${state}  ${title}, ${String(clauses.length)} clauses, signed by ${signedBy}`;
}

const changeLine = ({ clauseNumber, clauseTitle, what, from, to, lowers }: SchemeChange): string =>
  `  clause ${clauseNumber} ${clauseTitle}: ${what}: ${from ?? 'none'} becomes ${to ?? 'none'}${lowers ? ' (less)' : ''}`;
