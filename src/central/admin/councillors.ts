/** Councillors, their wards and how they are reached: written into the council's councillors.json, looked through, and sent to the desks. */
import { isDeepStrictEqual } from 'node:util';
import { put } from '#domain/records.ts';
import type { Councillor } from '#domain/records/council.ts';
import { fail, succeed } from '#contract/failures.ts';
import { audit } from '../commands/audit.ts';
import { parseCouncillors } from '../demo/council-files.ts';
import { lockHead } from '../feed/write-changes.ts';
import type { CentralTransaction } from '../pg/central-store.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

const usage = ['councillors list', 'councillors check', 'councillors publish'];

export const councillors: AdminCommand = {
  usage,
  files: { councillors: 'councillors.json' },
  async run(store, { words: [what, ...rest], texts, by, now }) {
    if (rest.length > 0) return wrongUse({ usage });
    if (what === 'list') {
      const known = await store.transaction(readCouncillors);
      return succeed(known.length === 0 ? 'There are no councillors.' : known.map((one) => `${one.id}  ${one.name}: ${saidOf(one).join('; ')}`).join('\n'));
    }
    if (what !== 'check' && what !== 'publish') return wrongUse({ usage });
    const written = parseCouncillors(texts['councillors'] ?? '[]');
    if (!written.ok) return written;
    return store.transaction(async (transaction) => {
      // Two of them take their turns, or each would tell what the other has changed.
      await lockHead(transaction, transaction.council);
      const known = new Map((await readCouncillors(transaction)).map((one) => [one.id, one]));
      const left = [...known.values()].filter(({ id }) => !written.value.some((one) => one.id === id));
      if (left.length > 0) {
        return fail('bad-input', `councillors.json leaves out ${left.map(({ id, name }) => `${name} (${id})`).join(', ')}. What they asked stays: keep them there, with the last day of their office as endedOn.`);
      }
      const changed = written.value.filter((one) => !isDeepStrictEqual(one, known.get(one.id)));
      if (changed.length === 0) return succeed('The centre has them as councillors.json does. Nothing was changed.');
      if (what === 'publish') {
        await transaction.write(changed.map((one) => put('councillor', one)));
        for (const one of changed) {
          await audit(transaction, { at: now, staffId: `administrator ${by}`, deviceId: 'centre', action: 'publish-councillor', subject: one.id, detail: { changed: changedIn(one, known.get(one.id)).map(([title]) => title).join(', ') } });
        }
      }
      const first = what === 'publish' ? 'The centre has councillors.json as it is. Desks that are open have it in seconds.' : 'Nothing stands in the way. This would change:';
      return succeed([first, ...changed.map((one) => changeLine(one, known.get(one.id)))].join('\n'));
    });
  },
};

async function readCouncillors(transaction: Pick<CentralTransaction, 'load'>): Promise<Councillor[]> {
  const known = await transaction.load({ kind: 'rows', table: 'councillor', where: {} }) as Councillor[];
  return known.toSorted((one, other) => one.id < other.id ? -1 : 1);
}

const facts: [title: string, read: (councillor: Councillor) => string | null][] = [
  ['name', ({ name }) => name], ['ward', ({ ward }) => ward], ['phone', ({ phone }) => phone], ['email', ({ email }) => email],
  ['assistant', ({ assistant }) => assistant === null ? null : [assistant.name, assistant.phone, assistant.email].filter((part) => part !== null).join(', ')],
  ['in office until', ({ endedOn }) => endedOn],
];

const saidOf = (councillor: Councillor): string[] =>
  facts.slice(1).flatMap(([title, read]) => read(councillor) === null ? [] : [`${title} ${String(read(councillor))}`]);

const changedIn = (councillor: Councillor, before: Councillor | undefined): typeof facts =>
  facts.filter(([, read]) => before === undefined ? read(councillor) !== null : read(councillor) !== read(before));

function changeLine(councillor: Councillor, before: Councillor | undefined): string {
  const said = before === undefined ? ['new', ...saidOf(councillor)]
    : changedIn(councillor, before).map(([title, read]) => `${title}: ${read(before) ?? 'none'} becomes ${read(councillor) ?? 'none'}`);
  return `  ${councillor.name}: ${said.join('; ')}`;
}
