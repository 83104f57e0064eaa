import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { levelsOf } from '#domain/matching/fields.ts';
import { fields } from '#domain/matching/compare.ts';
import { ENOUGH, judgeAll } from '../matching/candidates.ts';
import { judgeApart } from '../matching/judge.ts';
import type { Match } from '../matching/model.ts';
import { residentRecords } from '../matching/resident-records.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { wrongUse, type AdminCommand, type Asked } from './admin-command.ts';

const usage = ['duplicates find [<at least, in per cent>]', 'duplicates run'];
const AT_LEAST = 90;
const MOST_SHOWN = 200;
const never = new AbortController().signal;

function lineOf({ ids, probability, comparison }: Match): string {
  const same = fields.filter((field) => comparison[field] === levelsOf[field] - 1);
  const different = fields.filter((field) => comparison[field] === 0);
  return `  ${ids.join('  ')}  ${(probability * 100).toFixed(1)} %  the same: ${same.join(', ') || 'nothing'}${different.length === 0 ? '' : `; different: ${different.join(', ')}`}`;
}

const tooFew = (residents: number): Outcome<never> => fail('bad-input', `There are ${String(residents)} residents; ${String(ENOUGH)} are needed to learn what is rare among them.`);

/** Judges everybody now, as the centre does by itself once a day, and offers what it finds on the desks. */
async function look(store: CentralStore, { now, onProgress = () => undefined, stopping = never }: Asked): Promise<Outcome<string>> {
  const ran = await judgeAll(store, { now, foundBy: 'run', onProgress, judging: (records) => judgeApart(records, stopping, { onProgress }) });
  if (ran === null) return tooFew((await residentRecords(store)).length);
  return succeed(`Of ${String(ran.residents)} residents ${String(ran.found)} pairs are probably one person. Those that nobody has answered wait on the desks, under “Duplicates”.`);
}

async function find(store: CentralStore, least: string, { onProgress = () => undefined, stopping = never }: Asked): Promise<Outcome<string>> {
  onProgress({ step: 'reading', done: 0, total: null });
  const records = await residentRecords(store);
  if (records.length < ENOUGH) return tooFew(records.length);
  const { matches: found } = await judgeApart(records, stopping, { atLeast: Number(least) / 100, onProgress });
  if (found.length === 0) return succeed(`Of ${String(records.length)} residents no two are one person with ${least} % likelihood or more.`);
  return succeed([
    `Of ${String(records.length)} residents ${String(found.length)} pairs are one person with ${least} % likelihood or more, the surest first:`, ...found.slice(0, MOST_SHOWN).map(lineOf),
    ...found.length > MOST_SHOWN ? [`  and ${String(found.length - MOST_SHOWN)} more. Ask for a higher likelihood to see fewer.`] : [],
  ].join('\n'));
}

/** Residents that are probably entered twice, by their ids: nobody's name goes to a terminal. */
export const duplicates: AdminCommand = {
  usage,
  async run(store, asked) {
    const [what, ...rest] = asked.words;
    if (what === 'run' && rest.length === 0) return look(store, asked);
    const [least = String(AT_LEAST), ...more] = rest;
    return what === 'find' && more.length === 0 && /^\d{1,2}(\.\d+)?$/.test(least) ? find(store, least, asked) : wrongUse({ usage });
  },
};
