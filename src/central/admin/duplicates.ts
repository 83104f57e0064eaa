import { fail, succeed } from '#contract/failures.ts';
import { createRandom } from '../demo/random.ts';
import { fields, levelsOf } from '../matching/compare.ts';
import { findMatches, train, type Match } from '../matching/model.ts';
import { residentRecords } from '../matching/resident-records.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

const usage = ['duplicates find [<at least, in per cent>]'];
const AT_LEAST = 90;
const MOST_SHOWN = 200;
/** Of fewer records nothing can be learned. */
const ENOUGH = 100;

function lineOf({ ids, probability, comparison }: Match): string {
  const same = fields.filter((field) => comparison[field] === levelsOf[field] - 1);
  const different = fields.filter((field) => comparison[field] === 0);
  return `  ${ids.join('  ')}  ${(probability * 100).toFixed(1)} %  the same: ${same.join(', ') || 'nothing'}${different.length === 0 ? '' : `; different: ${different.join(', ')}`}`;
}

/** Residents that are probably entered twice, by their ids: nobody's name goes to a terminal. */
export const duplicates: AdminCommand = {
  usage,
  async run(store, { words: [what, least = String(AT_LEAST), ...rest] }) {
    if (what !== 'find' || rest.length > 0 || !/^\d{1,2}(\.\d+)?$/.test(least)) return wrongUse({ usage });
    const records = await residentRecords(store);
    if (records.length < ENOUGH) return fail('bad-input', `There are ${String(records.length)} residents; ${String(ENOUGH)} are needed to learn what is rare among them.`);
    const found = findMatches(records, train(records, createRandom(records.length).next), Number(least) / 100);
    if (found.length === 0) return succeed(`Of ${String(records.length)} residents no two are one person with ${least} % likelihood or more.`);
    return succeed([
      `Of ${String(records.length)} residents ${String(found.length)} pairs are one person with ${least} % likelihood or more, the surest first:`, ...found.slice(0, MOST_SHOWN).map(lineOf),
      ...found.length > MOST_SHOWN ? [`  and ${String(found.length - MOST_SHOWN)} more. Ask for a higher likelihood to see fewer.`] : [],
    ].join('\n'));
  },
};
