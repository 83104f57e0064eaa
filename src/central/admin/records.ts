/** The decision record out of the centre: whole, for whoever checks it, and as the list a council publishes. */
import { TZDate } from '@date-fns/tz';
import { COUNCIL_TIME_ZONE } from '#domain/time/instant.ts';
import { fail, succeed } from '#contract/failures.ts';
import { exportRecords } from '../records/export.ts';
import { publishedDecisions } from '../records/publication.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

const usage = ['records export > record.ndjson', 'records publish --from <date> --until <date> > decisions.csv'];

function midnightOf(text: string | undefined): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '');
  return found === null ? null : new TZDate(Number(found[1]), Number(found[2]) - 1, Number(found[3]), COUNCIL_TIME_ZONE).getTime();
}

export const records: AdminCommand = {
  usage,
  async run(store, { words: [what, ...rest], texts, now }) {
    if (rest.length > 0) return wrongUse({ usage });
    if (what === 'export') return succeed(await exportRecords(store, now));
    if (what !== 'publish') return wrongUse({ usage });
    const [from, until] = [midnightOf(texts['from']), midnightOf(texts['until'])];
    if (from === null || until === null) return fail('bad-input', 'Give the first day and the day after the last: --from 2026-11-01 --until 2026-12-01.');
    if (until <= from) return fail('bad-input', 'The last day comes before the first. Turn them round.');
    return succeed(await publishedDecisions(store, from, until));
  },
};
